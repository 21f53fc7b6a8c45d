import { queueNames } from '#test/world/services.ts';
import { RUN_ID } from '#test/world/a-policy.ts';
import type { World } from '#test/world/world.ts';
import type { Incident, IncidentKind } from './night.ts';

export const SECOND_RUN_ID = '8a1de6f4-1c39-4e7e-8d8c-55f0a3b1c902';
const REGION = 'us-east-1';
const POISON = '{"source":"patchwave.planner","detail-type":"WaveStarted.v1","detail":{"metadata":{},"data":{"poison":true}}}';

type Act = (world: World) => void;

const acts: Record<IncidentKind, Act> = {
  pause: (world) => void world.control(RUN_ID, 'pause'),
  resume: (world) => void world.control(RUN_ID, 'resume'),
  abort: (world) => void world.control(RUN_ID, 'abort'),
  pauseAndResumeSwapped(world) {
    void world.control(RUN_ID, 'resume');
    void world.control(RUN_ID, 'pause');
    void world.control(RUN_ID, 'resume');
  },
  queuesLost: (world) => world.loseAllQueues(),
  regionDown: (world) => void world.door.down.add(REGION),
  regionUp: (world) => void world.door.down.delete(REGION),
  poison: (world) => queueNames.forEach((name) => world.queues[name].send(POISON)),
  dlqReplay: (world) => queueNames.forEach((name) => void world.queues[name].redrive()),
  archiveReplay: (world) => world.replayArchive(),
  // The asker does it, and again if nobody answers.
  secondRun: () => undefined,
  freeze: (world) => void (world.isFrozen = true),
  thaw: (world) => void (world.isFrozen = false),
};

export function carryOut(world: World, { kind }: Incident): void {
  acts[kind](world);
}
