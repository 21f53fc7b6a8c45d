import type { Invocation } from './evidence.ts';
import { isRunning } from './rules/running.ts';

/**
 * Whose agent must be asked: success and failure were reported by a living agent, after its reboot. Only who never
 * reported leaves the question open. `isOverdue`: what still runs now is silent too.
 */
export function needsProofOfLife({ statusDetails }: Invocation, isOverdue: boolean): boolean {
  if (statusDetails === 'ExecutionTimedOut' || statusDetails === 'DeliveryTimedOut') return true;
  return isOverdue && isRunning(statusDetails);
}

/** Whose patch state can say anything: only the operation of an invocation that ended by itself. */
export function needsPatchState({ statusDetails }: Invocation): boolean {
  return statusDetails === 'Success' || statusDetails === 'Failed';
}
