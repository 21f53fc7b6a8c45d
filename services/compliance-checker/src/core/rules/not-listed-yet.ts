import { open, type Rule } from '../case.ts';
import { isOverdue } from '../overdue.ts';

/** SSM lists an invocation a moment after the command; only a command long over may be given up without one. */
export const notListedYet: Rule = (one) =>
  one.invocation === undefined && !isOverdue(one, one.now) ? open : undefined;
