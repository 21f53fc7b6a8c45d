import { smallWaves } from '../cases/night-sizes.ts';
import type { RolloutSize } from '../cases/rollout.ts';
import { runRollout } from '../cases/run-rollout.ts';
import { waveBoundaryGaps } from './wave-boundary-gap.ts';

interface Boundary extends Pick<RolloutSize, 'bakeMinutes' | 'pauseSeconds'> {
  /** How long people think before they approve a wave, minutes. */
  thinksMinutes?: (wave: string) => number;
}

/** What a wave may have to wait for last. */
export const boundaries = {
  /** The end of the wave before. */
  hint: [{ bakeMinutes: 0 }],
  /** Bake or pause; what ends within 15 minutes is an alarm in SQS from the start, what ends later is found by the tick. */
  due: [{ bakeMinutes: 5 }, { bakeMinutes: 20 }, { bakeMinutes: 0, pauseSeconds: 180 }, { bakeMinutes: 5, pauseSeconds: 1_500 }],
  /** A person who takes 90 minutes more for each wave. */
  approval: [{ bakeMinutes: 5, thinksMinutes: (wave: string) => 90 * (Number(wave.split('-')[1]) - 1) }],
} as const satisfies Record<string, readonly Boundary[]>;

/** The gap at every boundary between two waves that wait for this, in several fleets; seconds. */
export async function boundaryGaps(kind: keyof typeof boundaries, seeds: readonly number[]): Promise<number[]> {
  const gaps: number[] = [];
  for (const seed of seeds) {
    for (const boundary of boundaries[kind] as readonly Boundary[]) gaps.push(...(await gapsOf(boundary, seed)));
  }
  return gaps;
}

async function gapsOf({ thinksMinutes, ...waits }: Boundary, seed: number): Promise<number[]> {
  const { log, limits } = await runRollout({ ...smallWaves, ...waits }, { seed, ...(thinksMinutes === undefined ? {} : { thinksMinutes }) });
  const waited = { bakeMs: waits.bakeMinutes * 60_000, pauseMs: (waits.pauseSeconds ?? 0) * 1000 };
  return waveBoundaryGaps(log, limits.waves, waited).map((gapMs) => gapMs / 1000);
}
