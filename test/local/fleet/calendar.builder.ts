/** iCalendar text as Change Calendar keeps it: open but for these events, each from and to in ISO 8601 UTC. */
export function calendarText(events: readonly (readonly [from: string, to: string])[], type = 'DEFAULT_OPEN'): string {
  const compact = (time: string): string => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
  const lines = events.flatMap(([from, to], index) => [
    'BEGIN:VEVENT', `UID:event-${index}`, `DTSTART:${compact(from)}`, `DTEND:${compact(to)}`, 'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'PRODID:-//AWS//Change Calendar 1.0//EN', 'VERSION:2.0', `X-CALENDAR-TYPE:${type}`, ...lines, 'END:VCALENDAR', ''].join('\r\n');
}
