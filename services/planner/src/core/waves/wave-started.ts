import type { RunRecipe } from '../run/run-recipe.ts';
import type { RunningWave } from './wave-state.ts';

/** A started wave that does not answer is asked again after this. */
export const WAVE_ASKED_AGAIN_MS = 30 * 60_000;

/** Said again, it has the same times: they are the wave's, not the moment's. */
export function waveStarted(wave: number, { validUntil, windowEndsAt }: RunningWave): RunRecipe {
  return { type: 'WaveStarted', wave, validUntil, ...(windowEndsAt === undefined ? {} : { windowEndsAt }) };
}
