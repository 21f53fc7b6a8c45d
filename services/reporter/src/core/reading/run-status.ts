import type { RunReadModel } from '#shared/domain/read-model.ts';
import type { RunStatus } from '#shared/domain/status.ts';

/** The status that a run's facts add up to; needs the waves' own statuses. */
export function runStatusOf(run: RunReadModel): RunStatus {
  if (run.ending !== undefined) return run.ending;
  if (run.rejection !== undefined && !wasAccepted(run)) return 'Rejected';
  if (run.control?.state === 'Paused') return 'Paused';
  return wasPlanned(run) ? statusOfWaves(run) : 'Planning';
}

/** People are waited for only where nothing is at work. */
function statusOfWaves({ waves }: RunReadModel): RunStatus {
  const statuses = new Set(waves.map(({ status }) => status));
  const isAtWork = statuses.has('Running') || statuses.has('Baking');
  return !isAtWork && statuses.has('AwaitingApproval') ? 'AwaitingApproval' : 'Running';
}

/** A refusal of a repeated request says nothing against the run that the first one made. */
function wasAccepted(run: RunReadModel): boolean {
  return run.acceptedAt !== undefined || wasPlanned(run);
}

/** The plan's own event may come late: a wave that has started had one. */
function wasPlanned({ planHash, waves }: RunReadModel): boolean {
  return planHash !== undefined || waves.some(({ startedAt }) => startedAt !== undefined);
}
