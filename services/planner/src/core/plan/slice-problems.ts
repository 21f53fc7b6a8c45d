import type { Problem } from '#shared/domain/problem.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';
import type { Slice } from '#shared/domain/plan.ts';
import { LENT_GROUPS_MAX } from '#shared/events/scalars.ts';

import type { BudgetPlan } from '../budgets/plan-budgets.ts';
import { elementAt } from '../element-at.ts';

/** The open commands of a target and a letter for each instance lie in one item: docs/adr/004-commands-inside-the-target.md. */
export const SLICE_INSTANCES_MAX = 2_000;

interface Judged {
  wave: number;
  slice: Slice;
}

/** Why a slice cannot be worked through, however patient; empty where it can. */
export function sliceProblems(judged: Judged, definition: RunDefinition, budgets: BudgetPlan): Problem[] {
  return [...tooManyInstances(judged), ...tooManyLent(judged, definition, budgets)];
}

function tooManyInstances({ wave, slice }: Judged): Problem[] {
  const { instances } = slice;
  if (instances.length <= SLICE_INSTANCES_MAX) return [];
  return [{
    field: `waves[${String(wave)}] "${slice.wave}"`,
    found: `${String(instances.length)} instances in account ${slice.accountId}, region ${slice.region}`,
    expected: `at most ${String(SLICE_INSTANCES_MAX)} of one account and region in one wave`,
    next: 'Split the wave by percent or by tags.',
  }];
}

function tooManyLent({ wave, slice }: Judged, { budgets }: RunDefinition, plan: BudgetPlan): Problem[] {
  const lent = slice.groups.filter((group) => group.lent);
  if (lent.length <= LENT_GROUPS_MAX) return [];
  const counts = budgets.map((_, budget) => lent.filter(({ name }) => plan.get(name)?.budget === budget).length);
  const ordinal = counts.indexOf(Math.max(...counts));
  return [{
    field: `budgets[${String(ordinal)}].groupBy "${elementAt(budgets, ordinal).groupBy}"`,
    found: `${String(lent.length)} groups in account ${slice.accountId}, region ${slice.region} of waves[${String(wave)}] "${slice.wave}" that have more targets than maxUnavailable allows instances`,
    expected: `at most ${String(LENT_GROUPS_MAX)} of such groups in one account and region`,
    next: 'Raise maxUnavailable, group by a tag with fewer values, or split the wave by tags.',
  }];
}
