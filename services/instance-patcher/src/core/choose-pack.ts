import { budgetUse, hasRoom, takeFor, type GroupUse } from './budget-use.ts';
import type { PlannedPart } from './planned-part.ts';
import type { WorkingTarget } from './target-state.ts';

interface Choice {
  /** In slice order. */
  pending: readonly number[];
  /** Instances that the pack may have. */
  most: number;
}

/**
 * The next instances that may all go together with those in work, ascending. Members of lent groups first, as other
 * targets wait for what they hold; else in slice order. Empty when the budgets let nobody go for now.
 */
export function choosePack(target: WorkingTarget, { pending, most }: Choice, slice: PlannedPart): number[] {
  if (slice.groups.length === 0) return pending.slice(0, most);
  const uses = budgetUse(target, slice);
  const usesOf = byMember(uses);
  const pack: number[] = [];
  for (const ordinal of lentFirst(pending, uses)) {
    if (pack.length === most) break;
    const own = usesOf.get(ordinal) ?? [];
    if (!own.every((use) => hasRoom(use, ordinal, slice))) continue;
    for (const use of own) takeFor(use, ordinal, slice);
    pack.push(ordinal);
  }
  return pack.sort((left, right) => left - right);
}

/** The groups that an instance is in. */
export function byMember(uses: readonly GroupUse[]): ReadonlyMap<number, readonly GroupUse[]> {
  const usesOf = new Map<number, GroupUse[]>();
  for (const use of uses) {
    for (const ordinal of use.group.members) {
      const own = usesOf.get(ordinal);
      if (own === undefined) usesOf.set(ordinal, [use]);
      else own.push(use);
    }
  }
  return usesOf;
}

function lentFirst(pending: readonly number[], uses: readonly GroupUse[]): readonly number[] {
  const lent = new Set(uses.filter(({ group }) => group.lent).flatMap(({ group }) => group.members));
  if (lent.size === 0) return pending;
  return [...pending.filter((ordinal) => lent.has(ordinal)), ...pending.filter((ordinal) => !lent.has(ordinal))];
}

/** The first group that keeps the first of the pending from going, as its place among the slice's groups. */
export function fullGroup(target: WorkingTarget, pending: readonly number[], slice: PlannedPart): number {
  const uses = budgetUse(target, slice);
  const [first] = pending;
  return uses.findIndex((use) => first !== undefined && use.group.members.includes(first) && !hasRoom(use, first, slice));
}
