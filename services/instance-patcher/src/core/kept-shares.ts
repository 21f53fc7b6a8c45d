import { packShares } from '#shared/domain/budget.ts';
import { UNDECIDED } from '#shared/domain/outcomes.ts';

import { keeps } from './budget-use.ts';
import type { PlannedPart } from './planned-part.ts';
import type { WorkingTarget } from './target-state.ts';

/**
 * What the target still uses of each lent group: all of its share while any member is undecided, then only the members
 * that never came back in good health. Undefined where nothing was lent.
 */
export function keptShares(target: WorkingTarget, { groups }: PlannedPart): string | undefined {
  if (target.lent.length === 0) return undefined;
  const lentGroups = groups.filter(({ lent }) => lent);
  const kept = target.lent.map((share, index) => {
    const members = lentGroups[index]?.members ?? [];
    if (members.some((ordinal) => target.outcomes[ordinal] === UNDECIDED)) return share;
    return members.filter((ordinal) => keeps(target, ordinal)).length;
  });
  return packShares(kept);
}
