import type { WaveIncoming } from '../run/incoming.ts';
import { packSums } from './packed-sums.ts';
import type { WaveState } from './wave-state.ts';

type WaveCompleted = Extract<WaveIncoming, { kind: 'WaveCompleted' }>;

/** A running wave that has ended at its targets; any other has said so before, or was never started. */
export function completeWave(wave: WaveState, completed: WaveCompleted, { now, bakeSeconds }: { now: number; bakeSeconds: number }): WaveState | undefined {
  if (wave.status !== 'Running') return undefined;
  const sums = packSums(completed);
  if (completed.ending === 'Completed') return { status: 'Baking', until: now + bakeSeconds * 1000, sums };
  return { status: completed.ending, sums, ...(wave.halted === undefined ? {} : { detail: wave.halted }) };
}
