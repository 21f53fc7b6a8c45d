import { emptyBitmap } from '#shared/domain/bitmap.ts';
import { noCommands } from '#shared/domain/outcome-counts.ts';

import { nextLook } from './wave-clock.ts';
import { noErrors } from './wave-errors.ts';
import type { WaveOrder, WaveState, WaveStep } from './wave-state.ts';

/** The first time the wave begins; a repeated question is answered again, but only by a wave that has its answer. */
export function startWave(before: WaveState | undefined, order: WaveOrder, now: number): WaveStep {
  if (before === undefined) return { state: newWave(order, now), events: [] };
  return { state: before, events: before.ending === undefined ? [] : [{ type: 'WaveCompleted', ending: before.ending }] };
}

function newWave(order: WaveOrder, now: number): WaveState {
  return {
    order,
    control: order.control,
    admitted: emptyBitmap,
    completed: emptyBitmap,
    held: emptyBitmap,
    budgetHeld: emptyBitmap,
    saidHeld: {},
    spareLocks: emptyBitmap,
    cutShares: {},
    lendRound: 0,
    outcomes: {},
    commands: noCommands,
    errors: noErrors,
    lookAt: nextLook(now),
    timeUp: false,
  };
}
