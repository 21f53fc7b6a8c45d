import type { WaveState } from '../waves/wave-state.ts';
import { isUnstarted } from '../waves/wave-state.ts';
import type { PlannedRun, RunState } from './run-state.ts';

/** The earliest moment at which time alone changes something for the run, epoch ms. */
export function runDueAt(run: RunState): number | undefined {
  switch (run.phase) {
    case 'rejected':
      return undefined;
    case 'ended':
      return run.reportAwaited?.askAt;
    case 'resolving':
      return run.retryAt;
    case 'discovering':
      return Math.min(run.askAt, run.endsBefore);
    case 'building':
      return Math.min(run.retryAt, run.endsBefore);
    case 'planned':
      return plannedDueAt(run);
  }
}

/** A planned run has a wave that has not ended, and each of those has a time. */
function plannedDueAt({ waves, approval, endsBefore }: PlannedRun): number {
  const times = waves.flatMap((wave) => waveTimes(wave));
  if (waves.some(isUnstarted)) times.push(endsBefore);
  if (waves.some(({ status }) => status === 'AwaitingApproval')) times.push(approval.askAt);
  return Math.min(...times);
}

function waveTimes(wave: WaveState): number[] {
  if (wave.status === 'Running') return [wave.askAt];
  if (wave.status === 'Baking') return [wave.until];
  if (!isUnstarted(wave)) return [];
  return [...(wave.until === undefined ? [] : [wave.until]), ...(wave.validUntil === 0 ? [] : [wave.validUntil])];
}
