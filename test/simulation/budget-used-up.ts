import { concurrencyOf } from '#shared/domain/quota.ts';
import type { DisruptionBudget } from '#shared/domain/run-definition.ts';
import type { KnownRun, Member } from './evidence.ts';
import type { Doubtful } from './excuses.ts';
import { groupOf, membersOf, sliceOf } from './judges/budgets.ts';
import type { Row } from './read-report.ts';

const unhealthy = new Set(['Failed', 'TimedOut', 'Unreachable', 'LostAfterReboot', 'NonCompliant']);

/** So many members of one of its groups were commanded and did not come back that it could not go any more. */
export function isBudgetUsedUp({ row, report, run }: Pick<Doubtful, 'row' | 'report' | 'run'>): boolean {
  const member = run?.members.get(row.instanceId);
  if (run === undefined || member === undefined) return false;
  const rows = new Map(report.instances.map((one) => [one.instanceId, one]));
  return run.definition.budgets.some((budget) => isUsedUp(member, { budget, run, rows }));
}

interface Known {
  budget: DisruptionBudget;
  run: KnownRun;
  rows: ReadonlyMap<string, Row>;
}

function isUsedUp(member: Member, { budget, run, rows }: Known): boolean {
  const group = groupOf(budget, member);
  if (group === undefined) return false;
  const members = membersOf(run, budget, group);
  const kept = members.filter(([id]) => isKept(rows.get(id))).map(([, one]) => one);
  const limit = concurrencyOf(budget.maxUnavailable, members.length);
  const slices = new Set(members.map(([, one]) => sliceOf(one))).size;
  const keptInSlice = kept.filter((one) => sliceOf(one) === sliceOf(member));
  // A slice has its share of what is left; where there are fewer shares than slices, one may be all of it.
  const share = Math.max(1, Math.floor(limit / slices));
  const zonesApart = budget.oneZoneAtATime && keptInSlice.some(({ zone }) => zone !== member.zone);
  return kept.length >= limit || keptInSlice.length >= share || zonesApart;
}

function isKept(row: Row | undefined): boolean {
  return row !== undefined && row.attempts > 0 && unhealthy.has(row.outcome);
}
