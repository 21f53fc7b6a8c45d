import type { Problem } from '../../problem.ts';
import type { MaintenanceWindow } from '../../run-definition.ts';
import { nextOpening, openWindowAt } from '../../schedule/maintenance-window.ts';
import { showTime } from '../../show-time.ts';
import { windowsField, type Contradiction } from './circumstances.ts';
import { endOf } from './run-end.ts';

/** The run would end before the first window of one of its waves opens. */
export const windowNeverOpens: Contradiction = ({ waves, runTimeoutMinutes }, circumstances) => {
  const { now } = circumstances;
  if (now === undefined) return [];
  const end = endOf(runTimeoutMinutes, now);
  // By field: waves that share the policy's windows share the problem.
  const problems = new Map<string, Problem>();
  for (const [wave, { windows }] of waves.entries()) {
    const found = tooLate(windows, { now, endsAt: end.at });
    const field = windowsField(wave, circumstances);
    if (found === undefined) continue;
    problems.set(field, {
      field,
      found,
      expected: `one before the run's end (${end.words})`,
      next: 'Start the run nearer to its window, or raise runTimeoutMinutes.',
    });
  }
  return [...problems.values()];
};

function tooLate(windows: readonly MaintenanceWindow[], { now, endsAt }: { now: number; endsAt: number }): string | undefined {
  if (windows.length === 0 || openWindowAt(windows, now) !== undefined) return undefined;
  const opensAt = nextOpening(windows, now)?.opensAt;
  if (opensAt === undefined) return 'no opening that is still to come';
  return opensAt < endsAt ? undefined : `a first opening at ${showTime(opensAt)}`;
}
