import type { PlannedTarget } from '#shared/domain/plan.ts';

import { holdersOf, type BudgetLedger } from './budget-ledger.ts';

/** The words stand in an outbox entry of 256 bytes beside five ordinals; a tag alone may have 380 characters. */
const GROUP_CHARACTERS_MAX = 48;
const WORDS_CHARACTERS_MAX = 140;

export interface FullBudget {
  group: string;
  ledger: BudgetLedger;
  /** The wave that asks, and its targets. */
  wave: string;
  targets: readonly PlannedTarget[];
}

/** `tag:Service=checkout (at most 2): used by 111111111111 us-east-1 of wave canary and 1 more`. */
export function budgetInWords({ group, ledger, wave, targets }: FullBudget): string {
  const users = holdersOf(ledger).filter(({ kept }) => kept > 0).map((holder) => {
    const place = holder.wave === wave ? targets[holder.target] : undefined;
    const name = place === undefined ? `target ${String(holder.target)}` : `${place.accountId} ${place.region}`;
    return `${name} of wave ${holder.wave}`;
  });
  const failed = ledger.keptForGood > 0 ? [`${String(ledger.keptForGood)} that did not come back`] : [];
  const [first = 'another target', ...others] = [...users, ...failed];
  const more = others.length === 0 ? '' : ` and ${String(others.length)} more`;
  return `${shortened(group)} (at most ${String(ledger.limit)}): used by ${first}${more}`.slice(0, WORDS_CHARACTERS_MAX);
}

function shortened(group: string): string {
  return group.length <= GROUP_CHARACTERS_MAX ? group : `${group.slice(0, GROUP_CHARACTERS_MAX - 1)}…`;
}
