/** A run's life. The last six are ends. */
export const runStatuses = [
  'Planning', 'AwaitingApproval', 'Running', 'Paused', 'Completed', 'Halted', 'Aborted', 'Rejected', 'Expired', 'Failed',
] as const;
export type RunStatus = (typeof runStatuses)[number];

export const runEndings = ['Completed', 'Halted', 'Aborted', 'Rejected', 'Expired', 'Failed'] as const;
export type RunEnding = (typeof runEndings)[number];

/** A wave's life. The last four are ends. */
export const waveStatuses = [
  'Pending', 'AwaitingApproval', 'Waiting', 'Running', 'Baking', 'Passed', 'Halted', 'Aborted', 'Skipped',
] as const;
export type WaveStatus = (typeof waveStatuses)[number];

const waveEndings: ReadonlySet<WaveStatus> = new Set(['Passed', 'Halted', 'Aborted', 'Skipped']);

export function hasWaveEnded(status: WaveStatus): boolean {
  return waveEndings.has(status);
}

export function hasRunEnded(status: RunStatus): status is RunEnding {
  return (runEndings as readonly RunStatus[]).includes(status);
}
