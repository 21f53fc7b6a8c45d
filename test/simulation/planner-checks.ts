import { RUN_ID } from '#test/world/a-policy.ts';
import type { World } from '#test/world/world.ts';
import type { Evidence } from './evidence.ts';
import { readReport } from './read-report.ts';
import type { Rules } from './rules.ts';
import { Violation } from './violation.ts';
import type { Watched } from './watch.ts';

/** What the planner must have done about what it certainly heard. */
export function plannerViolations(watched: Watched): Violation[] {
  return [...alarmsUnheeded(watched), ...turnsTaken(watched)];
}

/** 6: an alarm that was raised during the run, and of which the planner heard before the run ended, halts it. */
function alarmsUnheeded({ world, heard, night, oracle: { evidence } }: Watched): Violation[] {
  const status = readReport(world)?.status ?? 'no report';
  const acceptedAt = firstSaid(world, 'RunAccepted') + evidence.skewMs;
  const endedAt = firstSaid(world, 'RunCompleted') - evidence.skewMs;
  const isDue = heard.alarms.some(({ raisedAt, heardAt }) => raisedAt > acceptedAt && heardAt < endedAt);
  if (!night.rules.hasAlarm || !isDue || ['Halted', 'Aborted', 'no report'].includes(status)) return [];
  return [new Violation(6, `the planner heard of an alarm during the run, which ended as ${status}`)];
}

/** 5: where one wave at a time may run, the one with the higher priority starts first if it may start as well. */
function turnsTaken({ world, heard, night, oracle: { evidence } }: Watched): Violation[] {
  if (!restGoesFirst(night.rules) || !hasWave(evidence, 'rest')) return [];
  const main = firstSaid(world, 'WaveStarted', 'main');
  const approvedAt = heard.approvedAt.get(`${RUN_ID}/rest`) ?? Infinity;
  const couldStart = main < Infinity && approvedAt + evidence.skewMs < main;
  if (!couldStart || firstSaid(world, 'WaveStarted', 'rest') <= main) return [];
  return [new Violation(5, 'main was started although rest has the higher priority and was approved')];
}

/** A wave without instances is never started. */
function hasWave({ runs }: Evidence, name: string): boolean {
  return [...(runs.get(RUN_ID)?.members.values() ?? [])].some(({ wave }) => wave === name);
}

/** An approval that may lapse says nothing for sure about who could have started. */
function restGoesFirst({ sideBySide, maxWavesAtOnce, priorityOfRest, validForMinutes }: Rules): boolean {
  return sideBySide && maxWavesAtOnce === 1 && priorityOfRest > 0 && validForMinutes === undefined;
}

/** When a fact of the run became true first; never: Infinity. */
function firstSaid(world: World, name: string, wave?: string): number {
  const times = world.bus.facts.filter(({ name: said, data }) => {
    const about = data as { runId?: string; wave?: string };
    return said === name && about.runId === RUN_ID && (wave === undefined || about.wave === wave);
  });
  return Math.min(...times.map(({ occurredAt }) => occurredAt));
}
