import { advance, type Aggregate } from '#shared/choreography/advance.ts';
import type { Clock } from '#shared/choreography/clock.ts';
import type { EventBus } from '#shared/choreography/event-bus.ts';
import type { DueQueue, ItemStore } from '#shared/choreography/item.ts';
import { runListKey, runReadKeyOf, type RunList, type RunReadModel } from '#shared/domain/read-model.ts';
import type { Heard } from '../core/reading/fold.ts';
import { foldRun } from '../core/reading/fold-run.ts';
import { foldRunList } from '../core/reading/fold-run-list.ts';

export interface ReadModelEffects {
  runs: ItemStore<RunReadModel, never>;
  runList: ItemStore<RunList, never>;
  bus: EventBus;
  dueQueue: DueQueue;
  clock: Clock;
  backOff(attempt: number): Promise<void>;
}

/** Folds facts into what people read of a run, and into the list of runs. Facts may come twice, and in any order. */
export async function keepRun(effects: ReadModelEffects, runId: string, facts: readonly Heard[]): Promise<void> {
  const { state: run } = await advance(readModel(effects, effects.runs), runReadKeyOf(runId), (state) =>
    changed(foldRun(state, runId, facts)),
  );
  await advance(readModel(effects, effects.runList), runListKey, (state) => changed(run && foldRunList(state, run)));
}

export function changed<Model>(state: Model | undefined) {
  return state === undefined ? undefined : { state, events: [], effects: [] };
}

/** A read model says nothing on the bus, and waits for nothing. */
const silent = { runIdOf: () => '', dueAt: () => undefined, render: () => Promise.resolve([]) };

export function readModel<Model>(
  effects: Omit<ReadModelEffects, 'runs' | 'runList'>,
  items: ItemStore<Model, never>,
): Aggregate<Model, never> {
  return { ...effects, ...silent, items };
}
