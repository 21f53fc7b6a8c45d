import { errorsCounted } from '#shared/domain/errors-counted.ts';

import { elementAt } from '../element-at.ts';
import type { PlanFacts } from '../plan/plan-facts.ts';
import { unpackSums } from '../waves/packed-sums.ts';
import type { WaveState } from '../waves/wave-state.ts';
import type { PlannedRun } from './run-state.ts';

/** Of all waves together: what the running ones have said so far, and the last word of the others. */
export function errorsInRun({ waves }: PlannedRun, plan: PlanFacts): number {
  return waves.reduce((sum, wave, ordinal) => sum + errorsOf(wave, elementAt(plan.waves, ordinal)), 0);
}

function errorsOf(wave: WaveState, { options }: PlanFacts['waves'][number]): number {
  if (wave.status === 'Running') return wave.progress?.[1] ?? 0;
  return 'sums' in wave ? errorsCounted(unpackSums(wave.sums).outcomes, options) : 0;
}
