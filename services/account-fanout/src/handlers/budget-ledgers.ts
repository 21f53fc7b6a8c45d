import type { Aggregate } from '#shared/choreography/advance.ts';
import { packShares } from '#shared/domain/budget.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';

import { budgetKeyOf, holdingOf, type BudgetLedger } from '../core/budget-ledger.ts';
import { lentGroupsOf } from '../core/candidates.ts';
import type { Ledgers } from '../core/plan-lending.ts';

export type BudgetLedgers = Aggregate<BudgetLedger, never>;

/** The ledgers of these groups that exist, each read once. */
export async function readLedgers(budgets: BudgetLedgers, runId: string, groups: readonly string[]): Promise<Ledgers> {
  const names = [...new Set(groups)];
  const items = await Promise.all(names.map((name) => budgets.items.load(budgetKeyOf(runId, name))));
  const known = new Map<string, BudgetLedger>();
  items.forEach((item, index) => {
    const name = names[index];
    if (item !== undefined && name !== undefined) known.set(name, item.state);
  });
  return known;
}

/**
 * What admitted targets are lent, packed, by ordinal. While a target is in flight its share does not change, so this is
 * always the same; of one that has ended nothing is known any more, and it is told 0, which can do no harm.
 */
export async function readShares(
  budgets: BudgetLedgers,
  { runId, wave }: { runId: string; wave: string },
  targets: readonly PlannedTarget[],
): Promise<ReadonlyMap<number, string>> {
  const borrowers = targets.filter((target) => lentGroupsOf(target).length > 0);
  const ledgers = await readLedgers(budgets, runId, borrowers.flatMap(lentGroupsOf).map(({ name }) => name));
  return new Map(borrowers.map((target) => [target.ordinal, packShares(lentGroupsOf(target).map(({ name }) => shareIn(ledgers.get(name), { wave, target: target.ordinal })))]));
}

function shareIn(ledger: BudgetLedger | undefined, holder: { wave: string; target: number }): number {
  const [share] = (ledger && holdingOf(ledger, holder)) ?? [0];
  return share;
}
