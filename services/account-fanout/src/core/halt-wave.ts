import { hasBit } from '#shared/domain/bitmap.ts';

import type { Halt, WaveStep } from './wave-state.ts';

/** The members that TargetProgressed and TargetCompleted have in common. */
export interface ErrorCount extends Halt {
  target: number;
}

/** One target over its threshold stops the whole wave, once. */
export function haltWave(step: WaveStep, count: ErrorCount): WaveStep {
  const { state, events } = step;
  const { accountId, region, errors, errorsAllowed } = count;
  if (errors <= errorsAllowed || state.halt !== undefined || state.ending !== undefined) return step;
  if (!hasBit(state.admitted, count.target)) return step;
  const halt = { accountId, region, errors, errorsAllowed };
  return { state: { ...state, halt }, events: [...events, { type: 'WaveHalted', halt }] };
}
