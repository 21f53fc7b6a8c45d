import type { Aggregate } from '#shared/choreography/advance.ts';
import type { Clock } from '#shared/choreography/clock.ts';
import type { EventBus } from '#shared/choreography/event-bus.ts';
import type { DueIndex, DueQueue, ItemStore } from '#shared/choreography/item.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';

import type { BreakerState } from '../core/breaker.ts';
import type { RunWaves } from '../core/run-waves.ts';
import type { LockState } from '../core/target-lock.ts';
import { waveDueAt } from '../core/wave-clock.ts';
import type { WaveRecipe, WaveState } from '../core/wave-state.ts';
import { renderWave } from './render-wave.ts';
import { createWavePlans, type WavePlans } from './wave-plans.ts';

/** What admission needs of the hub; `queueKit` and `inMemoryKit` both are one. */
export interface AdmissionKit {
  clock: Clock;
  items<State, Recipe>(): ItemStore<State, Recipe>;
  dueIndex: DueIndex;
  dueQueue: DueQueue;
  bus: EventBus;
  objects: ObjectStore;
  backOff(attempt: number): Promise<void>;
}

export interface AdmissionEffects {
  waves: Aggregate<WaveState, WaveRecipe>;
  runWaves: Aggregate<RunWaves, never>;
  locks: Aggregate<LockState, never>;
  breakers: Aggregate<BreakerState, never>;
  wavePlans: WavePlans;
  clock: Clock;
}

export function admissionEffects(kit: AdmissionKit): AdmissionEffects {
  const { bus, dueQueue, clock } = kit;
  const shared = { bus, dueQueue, clock, backOff: (attempt: number) => kit.backOff(attempt) };
  const wavePlans = createWavePlans(kit.objects);
  // Locks, breakers and the run's waves say nothing and want nothing by themselves.
  const silent = <State>(): Aggregate<State, never> => ({
    ...{ ...shared, items: kit.items<State, never>() },
    ...{ runIdOf: () => '', dueAt: () => undefined, render: () => Promise.resolve([]) },
  });
  return {
    waves: {
      ...shared,
      items: kit.items<WaveState, WaveRecipe>(),
      runIdOf: (state) => state.order.runId,
      dueAt: waveDueAt,
      render: (recipe, state) => renderWave(wavePlans, recipe, state),
    },
    runWaves: silent<RunWaves>(),
    locks: silent<LockState>(),
    breakers: silent<BreakerState>(),
    wavePlans,
    clock,
  };
}
