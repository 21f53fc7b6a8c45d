import { compileCron } from '../schedule/cron.ts';
import { timeZone } from '../schedule/time-zone.ts';
import type { PolicyDocument } from './policy-document.ts';

/** When a policy runs by itself next; without a schedule that still comes, now is as good a time as any. */
export function nextStart(schedule: PolicyDocument['schedule'], now: number): number {
  const zone = schedule === undefined ? undefined : timeZone(schedule.timeZone);
  if (schedule === undefined || zone === undefined) return now;
  return compileCron(schedule.cron, zone, schedule.offsetDays)(now) ?? now;
}
