import type { RunSource } from '#shared/domain/policy/read-run-definition.ts';
import { RUN_ID } from '#test/world/a-policy.ts';
import { causesOfDeath, tokensTakenTwice } from '#test/world/compare.ts';
import { Chance, noFaults } from '#test/world/faults.ts';
import { ALARM, CALENDAR } from '#test/world/guards.ts';
import { World } from '#test/world/world.ts';

/**
 * Two waves of one small account, so that every kind of step occurs and every point can be tried. Both have members of
 * one group, and its budget is less than one for each: it is lent.
 */
const policy: RunSource = {
  policy: {
    name: 'every-point',
    targets: { organizationalUnits: ['r-pw01'], regions: ['us-east-1'] },
    budgets: [{ groupBy: 'tag:Environment', maxUnavailable: 1 }],
    calendars: [CALENDAR],
    alarms: [ALARM],
    waves: [
      { name: 'first', tags: { Wave: ['main'] }, maxConcurrency: '50%', maxErrors: '100%', bakeMinutes: 5 },
      { name: 'second', dependsOn: ['first'], maxConcurrency: '100%', maxErrors: '100%' },
    ],
  },
};

const FLEET_SEED = 4;
const INSTANCES = 6;

/** Counts the moments before and after each effect, and dies at one of them. */
class OneCrash extends Chance {
  /** What each point is called, in the order in which they were passed. */
  readonly points: string[] = [];
  private readonly crashAt: number | undefined;

  constructor(schedule: number, crashAt?: number) {
    super(schedule, noFaults);
    this.crashAt = crashAt;
  }

  protected override strikesAt(where: string): boolean {
    return this.points.push(where) - 1 === this.crashAt;
  }
}

interface End {
  status: string;
  outcomes: Record<string, string>;
  takenTwice: string[];
  dead: string[];
}

export interface TriedPoints {
  schedule: number;
  points: number;
  /** What was wrong after a crash at which point, in words. */
  wrong: string[];
}

/** A calm run of one schedule of delays, then the same run with a crash at each of its points in turn. */
export async function tryEveryPoint(schedule: number): Promise<TriedPoints> {
  const calm = new OneCrash(schedule);
  const calmEnd = await endOf(calm);
  const wrong: string[] = [];
  for (const [point, where] of calm.points.entries()) {
    const end = await endOf(new OneCrash(schedule, point));
    const found = difference(calmEnd, end, mayLeaveDoubt(calm.points, point));
    if (found !== undefined) wrong.push(`schedule ${String(schedule)}, point ${String(point)}, ${where}: ${found}`);
  }
  return { schedule, points: calm.points.length, wrong };
}

/** Between the mark and the call, and only there, nobody can know whether the command was sent. */
function mayLeaveDoubt(points: readonly string[], point: number): boolean {
  const isLastBeforeCall = points[point] === 'after save' && points[point + 1] === 'before SendCommand';
  return points[point] === 'before SendCommand' || isLastBeforeCall;
}

async function endOf(chance: OneCrash): Promise<End> {
  const world = new World({ seed: FLEET_SEED, accounts: 1, instances: INSTANCES, chance });
  await world.request(policy, RUN_ID);
  const { status } = await world.runToEnd(RUN_ID);
  const rows = world.report(RUN_ID).instances.map(({ instanceId, outcome, cause }): [string, string] => [instanceId, `${outcome}/${cause ?? ''}`]);
  return { status, outcomes: Object.fromEntries(rows), takenTwice: tokensTakenTwice(world), dead: causesOfDeath(world) };
}

const IN_DOUBT = 'Unreachable/SendUnknown';
/** Who is in doubt may be out of service, and its budget is used up with it. */
const LEFT_OUT = 'Skipped/BudgetUsedUp';

/** Undefined where the end is the calm one, with the doubt that there must be. */
function difference(calm: End, end: End, doubt: boolean): string | undefined {
  const others = Object.keys(calm.outcomes).filter((id) => end.outcomes[id] !== calm.outcomes[id]);
  const unexcused = others.filter((id) => end.outcomes[id] !== IN_DOUBT && !(doubt && end.outcomes[id] === LEFT_OUT));
  const same = { ...end, outcomes: calm.outcomes };
  if (unexcused.length > 0) return unexcused.map((id) => `${id} is ${String(end.outcomes[id])}, not ${String(calm.outcomes[id])}`).join('; ');
  if (JSON.stringify(same) !== JSON.stringify(calm)) return JSON.stringify({ status: end.status, takenTwice: end.takenTwice, dead: end.dead });
  if (others.length > 0 === doubt) return undefined;
  return doubt ? 'nobody is in doubt, although nobody can know' : `${others.join(', ')} in doubt without need`;
}
