import type { Aggregate } from '#shared/choreography/advance.ts';
import type { Clock } from '#shared/choreography/clock.ts';
import { aggregateOf, silentAggregateOf, type HubKit } from '#shared/choreography/hub-kit.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';
import type { RestoreMarks } from '#shared/choreography/restore-mark.ts';

import type { BreakerState } from '../core/breaker.ts';
import type { BudgetLedger } from '../core/budget-ledger.ts';
import type { RunWaves } from '../core/run-waves.ts';
import type { LockState } from '../core/target-lock.ts';
import { waveDueAt } from '../core/wave-clock.ts';
import type { WaveRecipe, WaveState } from '../core/wave-state.ts';
import { readShares, type BudgetLedgers } from './budget-ledgers.ts';
import { renderWave, type RenderSources } from './render-wave.ts';
import { createWavePlans, type WavePlans } from './wave-plans.ts';

/** What admission needs of the hub; `queueKit` and `inMemoryKit` both are one. */
export interface AdmissionKit extends HubKit {
  objects: ObjectStore;
  /** Whether the table was restored; without it, it never was. */
  restores?: RestoreMarks;
}

export interface AdmissionEffects {
  waves: Aggregate<WaveState, WaveRecipe>;
  runWaves: Aggregate<RunWaves, never>;
  locks: Aggregate<LockState, never>;
  breakers: Aggregate<BreakerState, never>;
  budgets: BudgetLedgers;
  wavePlans: WavePlans;
  restores: RestoreMarks | undefined;
  clock: Clock;
}

export function admissionEffects(kit: AdmissionKit): AdmissionEffects {
  const wavePlans = createWavePlans(kit.objects);
  const budgets = silentAggregateOf<BudgetLedger>(kit);
  const sources: RenderSources = { wavePlans, lentTo: ({ order }, targets) => readShares(budgets, order, targets) };
  return {
    waves: aggregateOf<WaveState, WaveRecipe>(kit, {
      runIdOf: (state) => state.order.runId,
      dueAt: waveDueAt,
      render: (recipe, state) => renderWave(sources, recipe, state),
    }),
    runWaves: silentAggregateOf<RunWaves>(kit),
    locks: silentAggregateOf<LockState>(kit),
    breakers: silentAggregateOf<BreakerState>(kit),
    budgets,
    wavePlans,
    restores: kit.restores,
    clock: kit.clock,
  };
}
