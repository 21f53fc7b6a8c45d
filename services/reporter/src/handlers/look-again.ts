import { advance } from '#shared/choreography/advance.ts';
import { runReadKeyOf, type WaveProgress } from '#shared/domain/read-model.ts';
import { raisedByLongHolds, withLongHoldsTold } from '../core/attention/long-holds.ts';
import { decideRunDue } from '../core/reading/decide-run.ts';
import { changed, keepRun } from './keep-run.ts';
import type { ReadModels } from './read-models.ts';

/** The alarm of a read model: what has lasted long by now calls for a person, even when nothing else happens. */
export async function lookAgain(models: ReadModels, key: string): Promise<void> {
  if (isWaveKey(key)) await tellLongHolds(models, key);
  else await advance(models.runs, key, decideRunDue);
}

/** `READ#<run>#<wave>`; a run's own has no third part. */
function isWaveKey(key: string): boolean {
  return key.split('#').length > 2;
}

/** Told first and marked then: a crash between the two tells it again, and the run knows what it was told. */
async function tellLongHolds(models: ReadModels, key: string): Promise<void> {
  const item = await models.progress.items.load(key);
  if (item === undefined) return;
  const now = models.progress.clock.now();
  const raised = raisedByLongHolds(item.state, now);
  if (raised.length > 0 && !(await hasEnded(models, item.state))) await keepRun(models, { runId: item.state.runId, facts: [], raised });
  await advance(models.progress, key, (state) => changed(state && withLongHoldsTold(state, now)));
}

/** A target that never started is held for ever in what was heard of it. */
async function hasEnded({ runs }: ReadModels, { runId, wave }: WaveProgress): Promise<boolean> {
  const run = (await runs.items.load(runReadKeyOf(runId)))?.state;
  return run?.ending !== undefined || run?.waves.find(({ name }) => name === wave)?.ending !== undefined;
}
