import { noGuards, type PlannedInstance, type Slice } from '#shared/domain/plan.ts';

/** What a decision may know of a target's slice: never which instance it is, only where it stands and what bounds it. */
export interface PlannedPart extends Pick<Slice, 'groups' | 'guards'> {
  /** By ordinal. */
  instances: readonly Pick<PlannedInstance, 'platform' | 'zone'>[];
}

/** Where there is nothing to decide. */
export const noPlannedPart: PlannedPart = { instances: [], groups: [], guards: noGuards };
