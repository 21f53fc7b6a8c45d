import { final, open, type Case, type Judgement } from '../case.ts';
import { isOverdue } from '../overdue.ts';

/** A status nobody knows, or none at all: unknown means hold, but a run must end. */
export function unknownStatus(one: Case): Judgement {
  return isOverdue(one, one.now) ? final('Unreachable', 'StatusUnknown') : open;
}
