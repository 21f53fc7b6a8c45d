import { sizes } from './cases/night-sizes.ts';
import { runRollout } from './cases/run-rollout.ts';
import type { Measurement } from './measurement.ts';
import type { Yardstick } from './metric.ts';
import { boundaries, boundaryGaps } from './measure/boundaries.ts';
import { countsOf, type Counts } from './measure/counts.ts';
import { completedWithLostHints, sendsUnderCrashes, type Share } from './measure/effects.ts';
import { measureMakespan } from './measure/makespan.ts';
import { percentile } from './measure/percentile.ts';
import { packagingMeasurements } from './packaging/packaging-measurements.ts';

const EIGHT_FLEETS = [1, 2, 3, 4, 5, 6, 7, 8];
const THREE_FLEETS = [1, 2, 3];
/** A p95 of few boundaries is a matter of luck. */
const THIRTY_TWO_FLEETS = Array.from({ length: 32 }, (_, index) => index + 1);

/**
 * The floor counts one session per account and no look. No service may use another's session, and the look is what the
 * outcome stands on: two sessions and one call more for each command of 50, and a tenth on top.
 */
const API_CALLS_GATE = 1.1 * (0.1005 + 2 * 0.02 + 0.02);

/** Fresh for each bench; what several of them need is run once. Floors, peers and gates: docs/bench.md. `root` is the repository's. */
export function allMeasurements(root: string): Measurement[] {
  return [
    ...(['accounts', 'packs', 'unbound'] as const).map(makespan),
    ...(Object.keys(boundaries) as (keyof typeof boundaries)[]).map(boundaryGap),
    shareOf({ name: 'effect-exactly-once', peer: 1.05, gate: 1, side: 'exactly' }, sendsUnderCrashes),
    shareOf({ name: 'completion-with-lost-events', peer: 0.99, gate: 1, side: 'at least' }, completedWithLostHints),
    ...counted(),
    ...packagingMeasurements(root),
  ];
}

function makespan(limit: 'accounts' | 'packs' | 'unbound'): Measurement {
  return {
    name: `makespan:${limit}`, unit: 'times the lower bound', floor: 1, peer: 1.07, gate: 1.05, side: 'at most',
    measure: async () => {
      const { ratio, binding } = await measureMakespan(sizes[limit], EIGHT_FLEETS);
      return { value: ratio, note: `bound by: ${binding}` };
    },
  };
}

function boundaryGap(kind: keyof typeof boundaries): Measurement {
  return {
    name: `wave-boundary-gap:${kind}`, unit: 's, p95', floor: 0.1, peer: 30, gate: 2, side: 'at most',
    measure: async () => {
      const gaps = await boundaryGaps(kind, THIRTY_TWO_FLEETS);
      return { value: percentile(gaps, 0.95), note: `${String(gaps.length)} boundaries, median ${percentile(gaps, 0.5).toFixed(2)} s` };
    },
  };
}

function shareOf(yardstick: Omit<Yardstick, 'unit' | 'floor'>, count: (seed: number) => Promise<Share>): Measurement {
  return {
    ...yardstick, unit: 'ratio', floor: 1,
    measure: async () => {
      const shares: Share[] = [];
      for (const seed of THREE_FLEETS) shares.push(await count(seed));
      const of = shares.reduce((sum, share) => sum + share.of, 0);
      const all = shares.reduce((sum, share) => sum + share.all, 0);
      const struck = shares.reduce((sum, share) => sum + share.struck, 0);
      return { value: of / all, note: `${String(of)} of ${String(all)}, ${String(struck)} faults struck` };
    },
  };
}

/** What can be counted in one calm run of 10,000 instances in 200 account-regions, a command each. */
function counted(): Measurement[] {
  let run: Promise<Counts> | undefined;
  const counts = () => (run ??= runRollout(sizes.unbound, { seed: 1 }).then(countsOf));
  const metric = (count: keyof Counts, yardstick: Yardstick): Measurement => ({ ...yardstick, measure: async () => ({ value: (await counts())[count] }) });
  return [
    metric('messagesPerCommand', { name: 'messages-per-command', unit: 'SQS messages', floor: 1, peer: 200, gate: 55, side: 'at most' }),
    metric('messagesPerInstance', { name: 'messages-per-instance', unit: 'SQS messages', floor: 0.02, peer: 4, gate: 1.1, side: 'at most' }),
    metric('domainEventsPerInstance', { name: 'domain-events-per-instance', unit: 'events', floor: 0.02, peer: 3, gate: 0.1, side: 'at most' }),
    metric('packing', { name: 'send-command-packing', unit: 'instances / (50 x commands)', floor: 1, peer: 0.02, gate: 0.95, side: 'at least' }),
    metric('apiCallsPerInstance', { name: 'api-calls-per-instance', unit: 'calls', floor: 0.1005, peer: 0.7, gate: API_CALLS_GATE, side: 'at most' }),
    metric('writeUnitsPerInstance', { name: 'write-units-per-instance', unit: 'DynamoDB WRU', floor: 0.04, peer: 10, gate: 4, side: 'at most' }),
  ];
}
