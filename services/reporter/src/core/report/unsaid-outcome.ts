import { causes, type Cause } from '#shared/domain/causes.ts';
import type { Outcome } from '#shared/domain/outcomes.ts';
import { hasWaveEnded } from '#shared/domain/status.ts';
import type { EndedWave } from './run-ended.ts';

export interface Said {
  outcome: Outcome;
  cause: Cause;
}

/** The outcome of instances for which no target spoke, because it never started: follows from how its wave ended. */
export function unsaidOutcome(wave: EndedWave): Said {
  if (wave.status === 'Halted') return { outcome: 'Skipped', cause: 'WaveHalted' };
  if (wave.status === 'Aborted') return { outcome: 'Skipped', cause: 'RunAborted' };
  if (wave.status === 'Skipped' || isBeforeStart(wave)) return { outcome: 'Skipped', cause: causeOfReason(wave.reason) };
  return { outcome: 'Deferred', cause: 'TimeUp' };
}

function isBeforeStart({ status }: EndedWave): boolean {
  return !hasWaveEnded(status) && status !== 'Running' && status !== 'Baking';
}

/** Wordings that the planner may use beside the cause's own. */
const wordings: readonly [RegExp, Cause][] = [
  [/refus|reject/i, 'ApprovalRejected'],
  [/approved in time|expire/i, 'ApprovalExpired'],
  [/abort/i, 'RunAborted'],
  [/run was halted/i, 'RunHalted'],
  [/time was (left|up)|not enough time/i, 'TimeUp'],
];

function causeOfReason(reason: string): Cause {
  const exact = Object.entries(causes).find(([name, { words }]) => reason === name || (reason !== '' && reason.startsWith(words)));
  if (exact !== undefined) return exact[0] as Cause;
  return wordings.find(([pattern]) => pattern.test(reason))?.[1] ?? 'WaveNotStarted';
}
