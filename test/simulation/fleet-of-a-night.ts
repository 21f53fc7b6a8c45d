import { SeededRandom } from '#local/chance/seeded-random.ts';
import type { PlanOptions } from '#local/fleet/plan/fleet-plan.ts';
import { endingBadly, endingWell } from '#local/fleet/plan/trouble.ts';

const kinds = [...endingBadly, ...endingWell];

/** How many of the instances have a trouble that the small fleet would not give them. */
const SHARE = 0.2;

/** A small fleet has few of the usual troubles; here every kind comes up, another mix with each seed. */
export function troublesOf(seed: number): NonNullable<PlanOptions['troubleOf']> {
  return ({ instanceId, trouble }) => {
    const random = new SeededRandom(seed, instanceId, 'trouble of the night');
    if (trouble === 'unmanaged' || trouble === 'stopped' || !random.chance(SHARE)) return undefined;
    return kinds[random.integer(0, kinds.length - 1)];
  };
}
