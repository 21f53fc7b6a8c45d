import { unpackShares } from '#shared/domain/budget.ts';
import type { Slice } from '#shared/domain/plan.ts';
import type { DataOf } from '#shared/events/contract.ts';
import type { targetsAdmitted } from '#shared/events/targets-admitted.ts';

import { admissionsOf, type Admission } from '../core/create-target.ts';
import { targetKeyOf } from '../core/target-identity.ts';
import { advanceTarget } from './advance-target.ts';
import { failTogether } from './fail-together.ts';
import type { Patching } from './patching-effects.ts';
import { applyControl } from './run-control-item.ts';
import { readSeen } from './seen-item.ts';

type TargetsAdmitted = DataOf<typeof targetsAdmitted>;

/** Thrown: nobody could tell which share is of which group, and a wrong one would break a budget. */
class OtherShares extends Error {
  constructor({ wave, admitted }: Admission, expected: number) {
    const { accountId, region, lent = 'none' } = admitted;
    super(
      `TargetsAdmitted of wave ${wave}, ${accountId} in ${region}: found the lent shares ${lent}, ` +
        `expected ${String(expected)} of them, one for each lent group of its slice.`,
    );
    this.name = 'OtherShares';
  }
}

function sharesWanted({ groups }: Slice): number {
  return groups.filter(({ lent }) => lent).length;
}

/**
 * The control first: no target may start on an older word than the one that came with its admission. One target that
 * cannot begin does not keep the others of its chunk from it; its error is thrown when they have.
 */
export async function onTargetsAdmitted(effects: Patching, admitted: readonly TargetsAdmitted[]): Promise<void> {
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

async function beginTarget(effects: Patching, admission: Admission): Promise<void> {
  const { runId, wave, admitted } = admission;
  const { ordinal: target, sliceKey, sliceSha256, instances } = admitted;
  // Read before anything is claimed: a target whose slice is missing or another must not begin.
  const slice = await effects.slices.of({ sliceKey, sliceSha256, planned: instances });
  if (sharesWanted(slice) !== unpackShares(admitted.lent).length) throw new OtherShares(admission, sharesWanted(slice));
  const seen = await readSeen(effects, admitted);
  await advanceTarget(effects, targetKeyOf({ runId, wave, target }), [{ kind: 'admitted', admission, seen }]);
}
