import type { Calendar, Span } from './calendar.ts';
import { type Component, type Property, readComponents } from './content-lines.ts';
import { dayMs, durationMsOf, momentOf } from './moments.ts';
import { refuseContent } from './refuse-content.ts';

const RECURRENCES = ['RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID'];

/**
 * Reads what Change Calendar keeps in its documents. Throws InvalidDocumentContent, also for recurring events: half of a
 * freeze would be worse than none.
 */
export function readICalendar(content: string): Calendar {
  const calendar = readComponents(content);
  const type = property(calendar, 'X-CALENDAR-TYPE')?.value;
  if (type !== 'DEFAULT_OPEN' && type !== 'DEFAULT_CLOSED') {
    return refuseContent(`X-CALENDAR-TYPE: found ${type === undefined ? 'nothing' : `"${type}"`}, expected DEFAULT_OPEN or DEFAULT_CLOSED.`);
  }
  const zone = property(calendar, 'X-WR-TIMEZONE')?.value;
  return {
    defaultState: type === 'DEFAULT_OPEN' ? 'OPEN' : 'CLOSED',
    events: calendar.components.filter(({ name }) => name === 'VEVENT').map((event) => spanOf(event, zone)),
  };
}

function spanOf(event: Component, zone: string | undefined): Span {
  const subject = `VEVENT ${property(event, 'SUMMARY')?.value ?? property(event, 'UID')?.value ?? 'without a name'}`;
  const recurrence = event.properties.find(({ name }) => RECURRENCES.includes(name));
  if (recurrence !== undefined) {
    refuseContent(`${subject}: found ${recurrence.name}, expected events that happen once, since recurring ones are not simulated here. Write a VEVENT for each time.`);
  }
  const start = property(event, 'DTSTART');
  if (start === undefined) return refuseContent(`${subject}: found no DTSTART, expected when it begins.`);
  const fromMs = momentOf(start, zone);
  const toMs = endOf(event, { start, fromMs, zone });
  if (toMs < fromMs) refuseContent(`${subject}: found DTEND before DTSTART, expected it after.`);
  return { fromMs, toMs };
}

/** Without an end, a day lasts a day and a moment no time at all. */
function endOf(event: Component, { start, fromMs, zone }: { start: Property; fromMs: number; zone: string | undefined }): number {
  const end = property(event, 'DTEND');
  if (end !== undefined) return momentOf(end, zone);
  const duration = property(event, 'DURATION');
  if (duration !== undefined) return fromMs + durationMsOf(duration);
  return fromMs + (start.value.includes('T') ? 0 : dayMs);
}

function property(component: Component, name: string): Property | undefined {
  return component.properties.find((one) => one.name === name);
}
