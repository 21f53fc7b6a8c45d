import { noFaults } from '#test/world/faults.ts';
import type { Night } from './night.ts';
import { simulate, type SimulatedNight } from './simulate.ts';

/** Leaves out of a failing night whatever it fails without, so that a person reads the shortest trace found. */
export async function shorten(failing: SimulatedNight): Promise<SimulatedNight> {
  let shortest = failing;
  for (const simpler of simplifications(failing.night)) {
    const tried = await simulate(failing.night.seed, simpler(shortest.night));
    if (tried.violations.length > 0) shortest = tried;
  }
  return shortest;
}

type Simplify = (night: Night) => Night;

function simplifications({ incidents, lostWith }: Night): Simplify[] {
  return [
    ...Object.keys(noFaults).map((kind): Simplify => (night) => ({ ...night, rates: { ...night.rates, [kind]: 0 } })),
    ...incidents.map((incident): Simplify => (night) => ({ ...night, incidents: night.incidents.filter((one) => one !== incident) })),
    ...lostWith.map((name): Simplify => (night) => ({ ...night, lostWith: night.lostWith.filter((one) => one !== name) })),
    (night) => ({ ...night, endHeardFirst: false }),
    (night) => ({ ...night, atOnce: 0 }),
    (night) => ({ ...night, skewMs: {} }),
    (night) => ({ ...night, approval: { delayMinutes: 0, twice: false, requesterTriesFirst: false, wrongHashFirst: false } }),
  ];
}
