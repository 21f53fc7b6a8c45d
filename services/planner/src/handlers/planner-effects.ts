import type { Aggregate } from '#shared/choreography/advance.ts';
import type { HubKit } from '#shared/choreography/hub-kit.ts';
import type { DueIndex, DueQueue } from '#shared/choreography/item.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';

import type { AlarmRuns } from '../core/control/alarm-runs.ts';
import type { PolicyLock } from '../core/request/policy-lock.ts';
import type { RunRecipe } from '../core/run/run-recipe.ts';
import type { RunState } from '../core/run/run-state.ts';
import type { OrganizationDirectory } from '../effects/organization-directory.ts';

/** What the planner needs of the hub; `queueKit` and `inMemoryKit` both are one. */
export interface PlannerKit extends HubKit {
  objects: ObjectStore;
}

/** What the planner's handlers work on. */
export interface PlannerEffects {
  runs: Aggregate<RunState, RunRecipe>;
  policies: Aggregate<PolicyLock, never>;
  /** Which runs name an alarm. */
  alarms: Aggregate<AlarmRuns, never>;
  objects: ObjectStore;
  dueIndex: DueIndex;
}

export interface PlanningEffects extends PlannerEffects {
  organization: OrganizationDirectory;
}

export interface ControlEffects extends PlannerEffects {
  /** The planning function's queue: what is due there is passed on to it. */
  planningQueue: DueQueue;
}
