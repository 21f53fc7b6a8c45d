import { isNothing, showQuota } from '../../quota.ts';
import type { Contradiction } from './circumstances.ts';

/** No member of the group could ever be patched. */
export const budgetOfNothing: Contradiction = ({ budgets }) =>
  budgets.flatMap(({ groupBy, maxUnavailable }, index) => {
    const field = `budgets[${String(index)}]`;
    if (!isNothing(maxUnavailable)) return [];
    return [{
      field: `${field}.maxUnavailable`,
      found: `${showQuota(maxUnavailable)} for ${field}.groupBy "${groupBy}"`,
      expected: 'at least 1 or 1%, because with 0 no instance of these groups could ever be patched',
      next: 'To leave them out, name them under targets.exclude.',
    }];
  });
