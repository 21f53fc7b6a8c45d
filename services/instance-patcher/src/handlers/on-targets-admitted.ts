import type { DataOf } from '#shared/events/contract.ts';
import type { targetsAdmitted } from '#shared/events/targets-admitted.ts';

import { admissionsOf, type Admission } from '../core/create-target.ts';
import { targetKeyOf } from '../core/target-identity.ts';
import { advanceTarget } from './advance-target.ts';
import { failTogether } from './fail-together.ts';
import type { PatchingEffects } from './patching-effects.ts';
import { plannedSlice } from './planned-slice.ts';
import { applyControl } from './run-control-item.ts';

type TargetsAdmitted = DataOf<typeof targetsAdmitted>;

/**
 * The control first: no target may start on an older word than the one that came with its admission. One target that
 * cannot begin does not keep the others of its chunk from it; its error is thrown when they have.
 */
export async function onTargetsAdmitted(effects: PatchingEffects, admitted: readonly TargetsAdmitted[]): Promise<void> {
  const errors: unknown[] = [];
  for (const data of admitted) {
    await applyControl(effects, data.runId, [data.control]);
    for (const admission of admissionsOf(data)) {
      try {
        await beginTarget(effects, admission);
      } catch (error) {
        errors.push(error);
      }
    }
  }
  failTogether(errors);
}

async function beginTarget(effects: PatchingEffects, admission: Admission): Promise<void> {
  const { runId, wave, admitted } = admission;
  const { ordinal: target, sliceKey, sliceSha256, instances } = admitted;
  // Read before anything is claimed: a target whose slice is missing or another must not begin.
  await plannedSlice(effects, { sliceKey, sliceSha256, planned: instances });
  await advanceTarget(effects, targetKeyOf({ runId, wave, target }), [{ kind: 'admitted', admission }]);
}
