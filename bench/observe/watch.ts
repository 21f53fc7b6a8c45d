import { reportLagMs } from '#local/fleet/life/patch-report.ts';
import type { BenchWorld } from '../world/bench-world.ts';
import type { NightLog, SeenInstance } from './night-log.ts';

const ENDED = new Set(['Success', 'Failed', 'TimedOut', 'Cancelled']);

/** Writes down what happens from now on. Complete once the run has ended. */
export function watch(world: BenchWorld, seed: number): NightLog {
  const log: NightLog = { requestedAt: 0, completedAt: 0, commands: [], waveCompletedAt: new Map(), votedAt: new Map(), looksDueAt: [] };
  watchSpokes(world, { log, seed });
  watchBus(world, log);
  world.queues.patching.onAttempted = ({ body }) => {
    const [, wave, dueAt] = /^\{"type":"Due","key":"T#[^#]+#([^#]+)#.*"dueAt":(\d+)/.exec(body) ?? [];
    if (wave !== undefined) log.looksDueAt.push({ wave, dueAt: Number(dueAt) });
  };
  return log;
}

function watchSpokes(world: BenchWorld, { log, seed }: { log: NightLog; seed: number }): void {
  /** The last command of each instance, and how many it had before. */
  const atWork = new Map<string, { seen: SeenInstance; ordinal: number }>();
  world.door.onSent = ({ accountId, region, instanceIds, token }) => {
    const instances = instanceIds.map((instanceId) => {
      const seen = { instanceId, endedAt: Infinity, provenAt: Infinity };
      atWork.set(instanceId, { seen, ordinal: (atWork.get(instanceId)?.ordinal ?? -1) + 1 });
      return seen;
    });
    log.commands.push({ wave: token.split('/')[2] ?? '', accountId, region, sentAt: world.timers.now(), instances });
  };
  world.onFleetEvent = ({ 'detail-type': type, detail }) => {
    if (type !== 'EC2 Command Invocation Status-change Notification' || !ENDED.has(String(detail['status']))) return;
    const instanceId = String(detail['instance-id']);
    const work = atWork.get(instanceId);
    if (work === undefined) return;
    work.seen.endedAt = world.timers.now();
    work.seen.provenAt = world.timers.now() + reportLagMs(seed, instanceId, work.ordinal);
  };
}

function watchBus(world: BenchWorld, log: NightLog): void {
  const { onFact } = world.bus;
  world.bus.onFact = (said) => {
    onFact(said);
    const { wave } = said.data as { wave: string };
    if (said.name === 'RunRequested') log.requestedAt = said.occurredAt;
    if (said.name === 'RunCompleted') log.completedAt = world.timers.now();
    if (said.name === 'WaveCompleted' && !log.waveCompletedAt.has(wave)) log.waveCompletedAt.set(wave, said.occurredAt);
    if (said.name === 'VoteCast') log.votedAt.set(wave, said.occurredAt);
  };
}
