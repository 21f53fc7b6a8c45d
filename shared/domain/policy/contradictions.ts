import type { Problem } from '../problem.ts';
import type { RunDefinition } from '../run-definition.ts';
import { accountsAboveFleet } from './contradictions/accounts-above-fleet.ts';
import { budgetOfNothing } from './contradictions/budget-of-nothing.ts';
import { budgetsOfOneGroup } from './contradictions/budgets-of-one-group.ts';
import type { Circumstances, Contradiction } from './contradictions/circumstances.ts';
import { freezeWithoutEnd } from './contradictions/freeze-without-end.ts';
import { quorumAboveApprovers } from './contradictions/quorum-above-approvers.ts';
import { windowNeverOpens } from './contradictions/window-never-opens.ts';
import { windowTooShort } from './contradictions/window-too-short.ts';

export { planContradictions } from './contradictions/plan-contradictions.ts';
export { quorumProblems } from './contradictions/quorum-above-approvers.ts';

const rules: readonly Contradiction[] = [
  accountsAboveFleet, budgetOfNothing, budgetsOfOneGroup, quorumAboveApprovers, windowTooShort, windowNeverOpens, freezeWithoutEnd,
];

/** Whether a definition can be followed at all. Its windows must be readable: their cron expressions are checked before. */
export function contradictions(definition: RunDefinition, circumstances: Circumstances = {}): Problem[] {
  return rules.flatMap((rule) => rule(definition, circumstances));
}
