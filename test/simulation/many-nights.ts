import { simulate, type SimulatedNight } from './simulate.ts';

export interface ManyNights {
  seeds: number;
  failing: SimulatedNight[];
  faults: Record<string, number>;
}

/** A few failures are enough to work on; the rest of the seeds would only repeat them. */
const FAILURES_MAX = 5;

export async function simulateMany(firstSeed: number, count: number, progress: (done: number) => void = () => undefined): Promise<ManyNights> {
  const many: ManyNights = { seeds: 0, failing: [], faults: {} };
  for (let seed = firstSeed; seed < firstSeed + count && many.failing.length < FAILURES_MAX; seed += 1) {
    const night = await simulate(seed);
    many.seeds += 1;
    for (const [kind, times] of Object.entries(night.faults)) many.faults[kind] = (many.faults[kind] ?? 0) + times;
    if (night.violations.length > 0) many.failing.push(night);
    progress(many.seeds);
  }
  return many;
}
