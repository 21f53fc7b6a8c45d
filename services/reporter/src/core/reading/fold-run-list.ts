import type { RunList, RunReadModel } from '#shared/domain/read-model.ts';
import { isSame } from './fold.ts';

/** Runs that `run list` can show. Older ones are still found by their id. */
const RUNS_MAX = 100;

/** Undefined: the list says so already. */
export function foldRunList(before: RunList | undefined, run: RunReadModel): RunList | undefined {
  const runs = before?.runs ?? [];
  const known = runs.find(({ runId }) => runId === run.runId);
  const entry = {
    runId: run.runId,
    status: run.status,
    ...(run.policyName === undefined ? {} : { policyName: run.policyName }),
    at: known?.at ?? firstHeardOf(run),
  };
  const others = runs.filter(({ runId }) => runId !== run.runId);
  const list = { runs: [entry, ...others].sort((left, right) => right.at - left.at).slice(0, RUNS_MAX) };
  return isSame(before, list) ? undefined : list;
}

function firstHeardOf({ acceptedAt, startedAt, lastFactAt }: RunReadModel): number {
  return acceptedAt ?? startedAt ?? lastFactAt;
}
