import { open, type Rule } from '../case.ts';
import { isOverdue } from '../overdue.ts';

const running: ReadonlySet<string> = new Set(['Pending', 'InProgress', 'Delayed']);

export const stillRunning: Rule = (one) =>
  isRunning(one.invocation?.statusDetails) && !isOverdue(one, one.now) ? open : undefined;

export function isRunning(statusDetails: string | undefined): boolean {
  return statusDetails !== undefined && running.has(statusDetails);
}
