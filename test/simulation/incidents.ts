import { queueNames } from '#test/world/services.ts';
import { RUN_ID } from '#test/world/a-policy.ts';
import type { World } from '#test/world/world.ts';
import type { Incident, IncidentKind } from './night.ts';

export const SECOND_RUN_ID = '8a1de6f4-1c39-4e7e-8d8c-55f0a3b1c902';
const REGION = 'us-east-1';
const AFTER_THE_SEND_MS = 5_000;
const ANNOUNCED_MS = 2 * 3_600_000;
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
  // What a calendar announces can be edited: it says that it opens in two hours, and does so earlier or later.
  freeze: (world) => world.calendar.edit('CLOSED', world.timers.now() + ANNOUNCED_MS),
  thaw: (world) => world.calendar.edit('OPEN'),
  calendarEditedBeforeSend(world) {
    world.door.whenAssumed.push(() => {
      world.editsBeforeSend += 1;
      aroundTheSend(world, () => world.calendar.edit('CLOSED'));
    });
  },
  alarmRaised: (world) => void world.door.whenAssumed.push(() => aroundTheSend(world, () => world.turnAlarm('ALARM'))),
  alarmCleared: (world) => world.turnAlarm('OK'),
};

/** Before the gate reads it; or seconds after, so that what was read for this send must not stand for those that follow. */
function aroundTheSend(world: World, happen: () => void): void {
  if (world.chance.delayMs(0, 1) === 0) happen();
  else world.timers.at(world.timers.now() + AFTER_THE_SEND_MS, happen);
}

export function carryOut(world: World, { kind }: Incident): void {
  acts[kind](world);
}
