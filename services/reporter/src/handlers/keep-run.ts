import { advance } from '#shared/choreography/advance.ts';
import { runListKey, runReadKeyOf } from '#shared/domain/read-model.ts';
import { foldRunList } from '../core/reading/fold-run-list.ts';
import { decideRun, type RunNews } from '../core/reading/decide-run.ts';
import type { ReadModels } from './read-models.ts';

/** Folds facts into what people read of a run, and into the list of runs. Facts may come twice, and in any order. */
export async function keepRun({ runs, runList }: Pick<ReadModels, 'runs' | 'runList'>, news: RunNews): Promise<void> {
  const { state: run } = await advance(runs, runReadKeyOf(news.runId), (state, now) => decideRun(state, news, now));
  await advance(runList, runListKey, (state) => changed(run && foldRunList(state, run)));
}

export function changed<Model>(state: Model | undefined) {
  return state === undefined ? undefined : { state, events: [], effects: [] };
}
