import { errorsAllowed } from '#shared/domain/quota.ts';

import { sumOfErrors } from './wave-errors.ts';
import type { WaveStep } from './wave-state.ts';

/** Too many errors over all targets of the wave stop it, once; the place is the one that made them too many. */
export function haltBySum(step: WaveStep, { accountId, region }: { accountId: string; region: string }): WaveStep {
  const { state, events } = step;
  const { maxErrorsInWave, instances } = state.order;
  if (maxErrorsInWave === undefined || state.halt !== undefined) return step;
  const allowed = errorsAllowed(maxErrorsInWave, instances);
  const errors = sumOfErrors(state.errors);
  if (errors <= allowed) return step;
  const halt = { accountId, region, errors, errorsAllowed: allowed, scope: 'wave' as const };
  return { state: { ...state, halt }, events: [...events, { type: 'WaveHalted', halt }] };
}
