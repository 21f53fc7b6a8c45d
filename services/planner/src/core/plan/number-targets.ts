import type { PlannedTarget } from '#shared/domain/plan.ts';

import type { PlannedSlicePart } from './slice-of.ts';

/** The wave's targets in the order in which they are admitted: those that were left over last time first. */
export function numberTargets(parts: readonly Pick<PlannedSlicePart, 'planned' | 'goesFirst'>[]): PlannedTarget[] {
  const ordered = [...parts.filter(({ goesFirst }) => goesFirst), ...parts.filter(({ goesFirst }) => !goesFirst)];
  return ordered.map(({ planned }, ordinal) => ({ ordinal, ...planned }));
}
