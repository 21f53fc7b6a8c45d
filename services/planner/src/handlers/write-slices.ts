import type { ObjectStore } from '#shared/choreography/object-store.ts';
import type { NotPlanned } from '#shared/domain/plan.ts';
import type { Problem } from '#shared/domain/problem.ts';

import { elementAt } from '../core/element-at.ts';
import type { PlanRules } from '../core/plan/plan-rules.ts';
import { sliceOf, type PlannedSlicePart, type SliceRules } from '../core/plan/slice-of.ts';
import { sliceProblems } from '../core/plan/slice-problems.ts';
import { assignTarget } from '../core/selection/assign-target.ts';
import type { WaveSelection } from '../core/selection/place-instance.ts';
import type { ScopeTarget } from './read-chunk.ts';

/** What is kept of a slice once it is written. */
type WrittenSlice = Pick<PlannedSlicePart, 'planned' | 'goesFirst'>;

/** A plan as far as it is written. All lists are appended to. */
export interface Draft {
  /** By wave ordinal, in the order of the scope. */
  waves: readonly WrittenSlice[][];
  notPlanned: NotPlanned[];
  problems: Problem[];
}

export interface Drafting extends SliceRules, PlanRules {
  selections: readonly WaveSelection[];
}

/** Writes the slices of one chunk's targets, and notes what of it is not planned and what cannot be. */
export async function writeSlices(objects: ObjectStore, targets: readonly ScopeTarget[], { drafting, draft }: { drafting: Drafting; draft: Draft }): Promise<void> {
  const { definition, selections, takes, budgets } = drafting;
  const names = definition.waves.map(({ name }) => name);
  const writes: Promise<unknown>[] = [];
  for (const { target, ordinal, inventory } of targets) {
    const assigned = assignTarget(target, inventory, { names, waves: selections, takes });
    draft.notPlanned.push(...assigned.notPlanned);
    for (const [wave, instances] of assigned.waves) {
      const { slice, planned, goesFirst } = sliceOf({ wave, target, targetOrdinal: ordinal, instances }, drafting);
      elementAt(draft.waves, wave).push({ planned, goesFirst });
      draft.problems.push(...sliceProblems({ wave, slice }, definition, budgets));
      writes.push(objects.putOnce(planned.sliceKey, slice));
    }
  }
  await Promise.all(writes);
}
