import { makespanBound } from '../bound/makespan-bound.ts';
import type { RolloutSize } from '../cases/rollout.ts';
import { runRollout, type DoneRollout } from '../cases/run-rollout.ts';

export interface Makespan {
  /** Time of all runs over the least time in which they could have been done. */
  ratio: number;
  /** What bound the runs, in words. */
  binding: string;
}

/** Whole runs of several fleets, from the request to the end of the run, against the bound of each. */
export async function measureMakespan(size: RolloutSize, seeds: readonly number[]): Promise<Makespan> {
  const runs: DoneRollout[] = [];
  for (const seed of seeds) runs.push(await runRollout(size, { seed }));
  const bounds = runs.map(({ log, limits }) => makespanBound(log, limits));
  const took = sum(runs.map(({ log }) => log.completedAt - log.requestedAt));
  const least = sum(bounds.map(({ milliseconds }) => milliseconds));
  return { ratio: took / least, binding: [...new Set(bounds.map(({ binding }) => binding))].join(', ') };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
