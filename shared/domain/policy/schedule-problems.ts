import { showFound, type Problem } from '../problem.ts';
import { compileCron } from '../schedule/cron.ts';
import { ExpressionError } from '../schedule/cron-field.ts';
import { timeZone, utc } from '../schedule/time-zone.ts';
import type { PolicyDocument } from './policy-document.ts';

interface Schedule {
  cron: string;
  timeZone: string;
}

/** Of everything in a policy that has a cron expression: its schedule, its windows, and the windows of its waves. */
export function timeProblems({ schedule, windows = [], waves }: Pick<PolicyDocument, 'schedule' | 'windows' | 'waves'>): Problem[] {
  return [
    ...(schedule === undefined ? [] : scheduleProblems(schedule, 'schedule')),
    ...windows.flatMap((window, index) => scheduleProblems(window, `windows[${String(index)}]`)),
    ...waves.flatMap((wave, of) =>
      (wave.windows ?? []).flatMap((window, index) => scheduleProblems(window, `waves[${String(of)}].windows[${String(index)}]`)),
    ),
  ];
}

/** `cron` in the form of EventBridge Scheduler: minutes hours day-of-month month day-of-week year. */
function scheduleProblems(schedule: Schedule, field: string): Problem[] {
  const problems: Problem[] = [];
  const fault = cronFault(schedule.cron);
  if (fault !== undefined) {
    problems.push({ field: `${field}.cron`, found: showFound(schedule.cron), expected: `a cron expression of EventBridge Scheduler such as "0 2 ? * TUE#2 *" (${fault})` });
  }
  if (timeZone(schedule.timeZone) === undefined) {
    problems.push({ field: `${field}.timeZone`, found: showFound(schedule.timeZone), expected: 'an IANA time zone such as Europe/Berlin' });
  }
  return problems;
}

function cronFault(cron: string): string | undefined {
  try {
    return compileCron(cron, utc)(0) === undefined ? 'no such day ever comes' : undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return error.message;
    throw error;
  }
}
