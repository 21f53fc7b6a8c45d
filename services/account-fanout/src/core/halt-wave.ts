import type { Halt, WaveStep } from './wave-state.ts';

/** The members that TargetProgressed and TargetCompleted have in common. */
type ErrorCount = Omit<Halt, 'scope'>;

/** One target in flight over its threshold stops the whole wave, once. */
export function haltWave(step: WaveStep, count: ErrorCount): WaveStep {
  const { state, events } = step;
  const { accountId, region, errors, errorsAllowed } = count;
  if (errors <= errorsAllowed || state.halt !== undefined) return step;
  const halt = { accountId, region, errors, errorsAllowed };
  return { state: { ...state, halt }, events: [...events, { type: 'WaveHalted', halt }] };
}
