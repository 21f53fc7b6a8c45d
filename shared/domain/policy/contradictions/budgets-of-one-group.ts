import type { Contradiction } from './circumstances.ts';

/** Two budgets of the same groups: nobody could tell which of them holds. */
export const budgetsOfOneGroup: Contradiction = ({ budgets }) =>
  budgets.flatMap(({ groupBy }, index) => {
    const first = budgets.findIndex((other) => other.groupBy === groupBy);
    if (first === index) return [];
    return [{
      field: `budgets[${String(index)}].groupBy`,
      found: `"${groupBy}", as in budgets[${String(first)}].groupBy`,
      expected: 'groups that no other budget counts',
    }];
  });
