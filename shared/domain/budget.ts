import type { Outcome } from './outcomes.ts';
import type { PatchOptions } from '../events/scalars.ts';

/** Who was commanded and did not come back in good health; `NonCompliant` was not shown to be healthy. */
const unhealthy: ReadonlySet<Outcome> = new Set(['Failed', 'TimedOut', 'Unreachable', 'LostAfterReboot', 'NonCompliant']);

/**
 * Whether an instance with this outcome goes on using its disruption budgets: a group that has lost a member must not
 * lose the next. `attempts`: how often it was commanded; who never was is out of service by other hands.
 */
export function keepsBudget({ outcome, attempts }: { outcome: Outcome; attempts: number }, options: PatchOptions): boolean {
  return options.operation === 'Install' && attempts > 0 && unhealthy.has(outcome);
}

/** `1,0,2`: in the order of the slice's lent groups. */
export function packShares(shares: readonly number[]): string {
  return shares.join(',');
}

export function unpackShares(packed: string | undefined): number[] {
  return packed === undefined ? [] : packed.split(',').map(Number);
}
