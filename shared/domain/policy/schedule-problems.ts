import { showFound, type Problem } from '../problem.ts';
import { compileCron } from '../schedule/cron.ts';
import { ExpressionError } from '../schedule/cron-field.ts';
import { timeZone, utc } from '../schedule/time-zone.ts';

interface Schedule {
  cron: string;
  timeZone: string;
}

/** `cron` in the form of EventBridge Scheduler: minutes hours day-of-month month day-of-week year. */
export function scheduleProblems(schedule: Schedule | undefined): Problem[] {
  if (schedule === undefined) return [];
  const problems: Problem[] = [];
  const fault = cronFault(schedule.cron);
  if (fault !== undefined) {
    problems.push({ field: 'schedule.cron', found: showFound(schedule.cron), expected: `a cron expression of EventBridge Scheduler such as "0 2 ? * TUE#2 *" (${fault})` });
  }
  if (timeZone(schedule.timeZone) === undefined) {
    problems.push({ field: 'schedule.timeZone', found: showFound(schedule.timeZone), expected: 'an IANA time zone such as Europe/Berlin' });
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
