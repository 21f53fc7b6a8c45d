import { causeLetter } from '#shared/domain/causes.ts';
import { outcomeLetter, UNDECIDED } from '#shared/domain/outcomes.ts';
import type { Assessment } from './assess.ts';
import type { CheckState } from './check-state.ts';

const BACK_OFF_MAX_MINUTES = 15;
/** An account or region that cannot be read so long after the command's end is not coming back for this run. */
const GIVE_UP_AFTER_MS = 2 * 3_600_000;

/** Minutes until the next read: 1, 2, 4, 8, 15, 15, ... */
export function backOffMinutes(failures: number): number {
  return Math.min(BACK_OFF_MAX_MINUTES, 2 ** (failures - 1));
}

export function isGivenUp({ expiresAt }: CheckState, now: number): boolean {
  return now > expiresAt + GIVE_UP_AFTER_MS;
}

/** What is said when nothing can be read any more: whoever is still open was not reachable. */
export function assessUnread(state: CheckState): Assessment {
  const findings = state.instanceIds.map((id, index) => {
    const verdict = state.verdicts.charAt(index);
    return verdict === UNDECIDED
      ? { id, verdict: outcomeLetter('Unreachable'), cause: causeLetter('TargetUnreachable'), invocation: '' }
      : { id, verdict, cause: state.causes.charAt(index), invocation: '' };
  });
  return { findings, laggingSince: {} };
}
