import type { RunReadModel } from '#shared/domain/read-model.ts';
import { approvalFolds } from './approval-folds.ts';
import { controlFolds } from './control-folds.ts';
import { foldAll, type Fold, type Heard } from './fold.ts';
import { runFolds } from './run-folds.ts';
import { runStatusOf } from './run-status.ts';
import { waveFolds } from './wave-folds.ts';
import { waveStatusOf } from './wave-status.ts';

/** Every event that the item of a run takes in. */
export const foldsOfRun: readonly Fold<RunReadModel>[] = [...runFolds, ...waveFolds, ...approvalFolds, ...controlFolds];

/** The model with the facts in it, whether they were known or not. */
export function foldOnto(before: RunReadModel | undefined, runId: string, facts: readonly Heard[]): RunReadModel {
  const empty: RunReadModel = { runId, status: 'Planning', waves: [], refusals: [], lastFactAt: 0 };
  return withStatuses(foldAll(foldsOfRun, before ?? empty, facts));
}

function withStatuses(model: RunReadModel): RunReadModel {
  const waves = model.waves.map((wave) => ({ ...wave, status: waveStatusOf(wave, model) }));
  const withWaveStatuses = { ...model, waves };
  return { ...withWaveStatuses, status: runStatusOf(withWaveStatuses) };
}
