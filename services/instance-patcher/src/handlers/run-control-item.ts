import { advance, type Aggregate } from '#shared/choreography/advance.ts';
import { silentAggregateOf } from '#shared/choreography/hub-kit.ts';
import type { RunControl } from '#shared/events/scalars.ts';

import { newerControl, type ControlState } from '../core/run-control.ts';
import { controlKeyOf } from '../core/target-identity.ts';
import type { PatchingEffects } from './patching-effects.ts';
import { noteStops } from './stop-words.ts';

/** The planner's last word on the run, by a consistent read. Undefined: none was ever heard. */
export async function readControl(effects: PatchingEffects, runId: string): Promise<RunControl | undefined> {
  const item = await effects.items<ControlState, never>().load(controlKeyOf(runId));
  return item?.state;
}

/** Keeps the highest of what was heard; an older word changes nothing. */
export async function applyControl(effects: PatchingEffects, runId: string, heard: readonly RunControl[]): Promise<void> {
  await noteStops(effects, runId, heard);
  await advance(controlAggregate(effects), controlKeyOf(runId), (known) => {
    const state = newerControl(known, runId, heard);
    return state === undefined ? undefined : { state, events: [], effects: [] };
  });
}

function controlAggregate(effects: PatchingEffects): Aggregate<ControlState, never> {
  return silentAggregateOf<ControlState>(effects);
}
