import { errorsAllowed } from '#shared/domain/quota.ts';
import { RUN_ID } from '#test/world/a-policy.ts';
import { NIGHT, type World } from '#test/world/world.ts';
import type { Doubtful } from './excuses.ts';
import { closesAt } from './night-windows.ts';
import type { Row } from './read-report.ts';

/** Of the slowest platform: who needs more than what is left of its window is deferred. */
const FIT_MS = 50 * 60_000;
/** Two clocks may be apart by so much. */
const SKEW_MS = 2 * 60_000;
const DAY_MS = 24 * 3_600_000;
const errors = new Set(['Failed', 'TimedOut', 'Unreachable', 'LostAfterReboot', 'NonCompliant']);

/** Delivery, execution, and the way there: what would outlive the run is not sent. */
const LIFETIME_MS = (600 + 7_200 + 120) * 1000;

/** Its wave had a window, and was at work until what was left of it, or of the run, was too short; or it found none in time. */
export function isTimeUpTrue(world: World, { row, night, endsBefore }: Pick<Doubtful, 'row' | 'night' | 'endsBefore'>): boolean {
  const { window } = night.rules;
  if (window === undefined) return false;
  const about = world.bus.facts.filter(({ data }) => {
    const { runId, wave } = data as { runId?: string; wave?: string };
    return runId === RUN_ID && wave === row.wave;
  });
  const started = about.filter(({ name }) => name === 'WaveStarted').map(({ occurredAt }) => occurredAt);
  if (started.length === 0) return world.timers.now() - NIGHT > 2 * DAY_MS;
  const ended = Math.min(...about.filter(({ name }) => name === 'WaveCompleted').map(({ occurredAt }) => occurredAt));
  // A clock that is slow names a moment before the window had opened.
  const opened = Math.min(...started) + SKEW_MS;
  const closes = closesAt(window, opened) ?? opened;
  return ended + SKEW_MS >= Math.min(closes - FIT_MS, endsBefore - LIFETIME_MS);
}

/** One of its targets, or all of them together, had more errors than they may; or the run was halted. */
export function isWaveHaltTrue(world: World, { row, report, run }: Pick<Doubtful, 'row' | 'report' | 'run'>): boolean {
  const definition = run?.definition.waves.find(({ name }) => name === row.wave);
  if (run === undefined || definition === undefined) return false;
  const { maxErrors, maxErrorsInWave } = definition;
  const members = report.instances.filter(({ wave }) => wave === row.wave);
  const accounts = [...new Set(members.map(({ accountId }) => accountId))];
  const targets = accounts.map((id) => members.filter(({ accountId }) => accountId === id));
  return targets.some((rows) => errorsIn(rows) > errorsAllowed(maxErrors, rows.length))
    || (maxErrorsInWave !== undefined && errorsIn(members) > errorsAllowed(maxErrorsInWave, members.length))
    || isRunHaltTrue(world, { report, run });
}

function errorsIn(rows: readonly Row[]): number {
  return rows.filter(({ outcome }) => errors.has(outcome)).length;
}

/** An alarm was raised during the run, or all waves together had more errors than they may. */
export function isRunHaltTrue(world: World, { report, run }: Pick<Doubtful, 'report' | 'run'>): boolean {
  if (run === undefined || (report.status !== 'Halted' && report.status !== 'Aborted')) return false;
  const { maxErrorsInRun, alarms } = run.definition;
  const tooMany = maxErrorsInRun !== undefined && errorsIn(report.instances) > errorsAllowed(maxErrorsInRun, run.members.size);
  return tooMany || (alarms.length > 0 && world.alarm.everRaised);
}
