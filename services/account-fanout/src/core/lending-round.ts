import { hasBit } from '#shared/domain/bitmap.ts';

import type { WaveState } from './wave-state.ts';

/**
 * Shares are taken from ledgers before the wave is saved, and given back after it. Two handlers of one wave may do so
 * at once; the wave's item lets the answers of one of them count, and only that one gives anything back. What it may
 * give back is named by the round, so that it never takes away what a later round has taken over.
 */
export interface LendingRound {
  /** The wave's `lendRound` when the shares were asked for. */
  round: number;
  /** Ordinals of the targets that need shares, whatever was answered. */
  asked: readonly number[];
}

/** Another round was saved since the question: its handler may have given these shares back by now. */
export function isVoid({ round }: LendingRound, { lendRound }: Pick<WaveState, 'lendRound'>): boolean {
  return round !== lendRound;
}

/** The targets of a round that counted but did not start: whatever they took is free for others. */
export interface ReturnLent {
  type: 'returnLent';
  round: number;
  targets: readonly number[];
}

export function returnsOf({ round, asked }: LendingRound, before: WaveState | undefined, after: WaveState): ReturnLent[] {
  if (isVoid({ round, asked }, before ?? { lendRound: 0 }) || after.lendRound !== round + 1) return [];
  const targets = asked.filter((ordinal) => !hasBit(after.admitted, ordinal));
  return targets.length === 0 ? [] : [{ type: 'returnLent', round, targets }];
}
