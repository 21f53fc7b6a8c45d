import cronParser from 'aws-cron-parser';

import { showFound, type Problem } from '../problem.ts';

interface Schedule {
  cron: string;
  timeZone: string;
}

const CRON_FIELDS = 6;

/** `cron` in the form of EventBridge Scheduler: minutes hours day-of-month month day-of-week year. */
export function scheduleProblems(schedule: Schedule | undefined): Problem[] {
  if (schedule === undefined) return [];
  const problems: Problem[] = [];
  const fault = cronFault(schedule.cron);
  if (fault !== undefined) {
    problems.push({ field: 'schedule.cron', found: showFound(schedule.cron), expected: `a cron expression of EventBridge Scheduler such as "0 2 ? * TUE#2 *" (${fault})` });
  }
  if (!isTimeZone(schedule.timeZone)) {
    problems.push({ field: 'schedule.timeZone', found: showFound(schedule.timeZone), expected: 'an IANA time zone such as Europe/Berlin' });
  }
  return problems;
}

function cronFault(cron: string): string | undefined {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== CRON_FIELDS) return `it has ${String(fields.length)} fields, not ${String(CRON_FIELDS)}`;
  if ((fields[2] === '?') === (fields[4] === '?')) return 'exactly one of day-of-month and day-of-week must be "?"';
  try {
    cronParser.parse(cron);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
