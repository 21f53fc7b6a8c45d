import type { WaveState } from './wave-state.ts';

/** What a running wave has of errors so far. Its last word is WaveCompleted; after it a progress is an old copy. */
export function progressWave(wave: WaveState, { step, errors }: { step: number; errors: number }): WaveState | undefined {
  if (wave.status !== 'Running' || step <= (wave.progress?.[0] ?? 0)) return undefined;
  return { ...wave, progress: [step, errors] };
}
