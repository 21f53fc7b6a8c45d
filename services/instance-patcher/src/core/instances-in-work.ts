import { UNDECIDED } from '#shared/domain/outcomes.ts';

import { openOrdinals } from './open-command.ts';
import type { WorkingTarget } from './target-state.ts';

/** Slots taken: from the claim until the end of the command is known on the instance. */
export function inWork(target: WorkingTarget): number {
  return target.commands.reduce((sum, { seen }) => sum + Array.from(seen).filter((letter) => letter === UNDECIDED).length, 0);
}

/** Ordinals that have no outcome and are in no open command, in slice order. */
export function pendingOrdinals(target: WorkingTarget): number[] {
  const taken = new Set(target.commands.flatMap(openOrdinals));
  const pending: number[] = [];
  for (let ordinal = 0; ordinal < target.planned; ordinal += 1) {
    if (target.outcomes[ordinal] === UNDECIDED && !taken.has(ordinal)) pending.push(ordinal);
  }
  return pending;
}
