import type { RunReadModel, WaveReadModel } from '#shared/domain/read-model.ts';
import { holdOf } from '#shared/domain/run-holds.ts';
import type { WaveStatus } from '#shared/domain/status.ts';

/** The status that a wave's facts add up to. Ends first, so that a late fact from the middle changes nothing. */
export function waveStatusOf(wave: WaveReadModel, run: Pick<RunReadModel, 'approvalRequired' | 'control'>): WaveStatus {
  return endOf(wave) ?? stopOf(wave, run) ?? middleOf(wave) ?? beginningOf(wave, run.approvalRequired ?? false);
}

function endOf(wave: WaveReadModel): WaveStatus | undefined {
  const { finalStatus, ending, halt, passedAt } = wave;
  if (finalStatus !== undefined) return finalStatus;
  if (ending === 'Aborted') return 'Aborted';
  if (ending === 'Halted' || halt !== undefined) return 'Halted';
  if (passedAt !== undefined) return 'Passed';
  return isRefused(wave) ? 'Skipped' : undefined;
}

/** Halted by the planner's word on the whole run, while its targets in flight are followed to their end. */
function stopOf({ name, startedAt, ending }: WaveReadModel, { control }: Pick<RunReadModel, 'control'>): WaveStatus | undefined {
  const isHalted = control?.haltedWaves.includes(name) ?? false;
  return isHalted && startedAt !== undefined && ending === undefined ? 'Halted' : undefined;
}

function isRefused({ approval, startedAt }: WaveReadModel): boolean {
  return startedAt === undefined && (approval?.state === 'rejected' || approval?.state === 'expired');
}

function middleOf({ ending, startedAt }: WaveReadModel): WaveStatus | undefined {
  if (ending === 'Completed') return 'Baking';
  return startedAt === undefined ? undefined : 'Running';
}

function beginningOf(wave: WaveReadModel, isApprovalRequired: boolean): WaveStatus {
  const { approval } = wave;
  const hold = holdOf(wave);
  if (approval !== undefined) return approval.state === 'approved' ? 'Waiting' : 'AwaitingApproval';
  if (isApprovalRequired || hold?.reason === 'AwaitingApproval') return 'AwaitingApproval';
  return hold === undefined ? 'Pending' : 'Waiting';
}
