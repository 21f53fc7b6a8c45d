import { SeededRandom } from '#local/chance/seeded-random.ts';
import type { PlanOptions } from '#local/fleet/plan/fleet-plan.ts';
import { endingBadly, endingWell } from '#local/fleet/plan/trouble.ts';
import type { Night } from './night.ts';

/** Lies are the hardest to see, and need an old green patch state to be told: they come up twice as often. */
const kinds = [...endingBadly, ...endingWell, 'lying-agent'] as const;

/** How many of the instances have a trouble that the small fleet would not give them. */
const SHARE = 0.2;

/** A small fleet has few of the usual troubles; here every kind comes up, another mix with each seed. */
export function troublesOf({ seed, straggler }: Pick<Night, 'seed' | 'straggler'>): NonNullable<PlanOptions['troubleOf']> {
  return ({ instanceId, trouble, tags }) => {
    if (isStraggler(tags, straggler)) return 'slow-reboot';
    const random = new SeededRandom(seed, instanceId, 'trouble of the night');
    if (trouble === 'unmanaged' || trouble === 'stopped' || !random.chance(SHARE)) return undefined;
    return kinds[random.integer(0, kinds.length - 1)];
  };
}

/** The first instance of its service in each account, by the number at the end of its name. */
export function isStraggler({ Name = '' }: Readonly<Record<string, string>>, service: string | undefined): boolean {
  return service !== undefined && Name.startsWith(service) && /-00[0-4]$/.test(Name);
}
