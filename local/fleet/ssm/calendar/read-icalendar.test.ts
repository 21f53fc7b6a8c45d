import { readICalendar } from './read-icalendar.ts';

const before = ['BEGIN:VCALENDAR', 'PRODID:-//AWS//Change Calendar 1.0//EN', 'VERSION:2.0'];

/** A calendar that is open by default, with one event of these lines. */
function withEvent(...lines: string[]): string {
  return [...before, 'X-CALENDAR-TYPE:DEFAULT_OPEN', 'BEGIN:VEVENT', 'UID:one', 'SUMMARY:Year end', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
}

function eventOf(...lines: string[]): [string, string] {
  const { events } = readICalendar(withEvent(...lines));
  expect(events).toHaveLength(1);
  return [new Date(events[0]!.fromMs).toISOString(), new Date(events[0]!.toMs).toISOString()];
}

it.each<[string, string[], string, string]>([
  ['in UTC', ['DTSTART:20261220T060000Z', 'DTEND:20270102T000000Z'], '2026-12-20T06:00:00.000Z', '2027-01-02T00:00:00.000Z'],
  ['with a duration', ['DTSTART:20261220T000000Z', 'DURATION:P1DT12H30M'], '2026-12-20T00:00:00.000Z', '2026-12-21T12:30:00.000Z'],
  ['of weeks', ['DTSTART:20261220T000000Z', 'DURATION:P2W'], '2026-12-20T00:00:00.000Z', '2027-01-03T00:00:00.000Z'],
  ['of whole days', ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227'], '2026-12-24T00:00:00.000Z', '2026-12-27T00:00:00.000Z'],
  ['of a day that does not say when it ends', ['DTSTART;VALUE=DATE:20261224'], '2026-12-24T00:00:00.000Z', '2026-12-25T00:00:00.000Z'],
  ['of no time at all', ['DTSTART:20261224T000000Z'], '2026-12-24T00:00:00.000Z', '2026-12-24T00:00:00.000Z'],
  ['in a zone, in winter and in summer', ['DTSTART;TZID=Europe/Berlin:20260301T000000', 'DTEND;TZID="Europe/Berlin":20260401T000000'], '2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
  ['at a time that spring skips', ['DTSTART;TZID=Europe/Berlin:20260329T023000', 'DURATION:PT1H'], '2026-03-29T01:30:00.000Z', '2026-03-29T02:30:00.000Z'],
  ['with lines that were folded', ['DTSTART:20261220', ' T060000Z', 'DTEND:2027\r\n\t0102T000000Z'], '2026-12-20T06:00:00.000Z', '2027-01-02T00:00:00.000Z'],
  ['with an alarm of its own', ['DTSTART:20261220T000000Z', 'BEGIN:VALARM', 'DURATION:PT5M', 'END:VALARM', 'DURATION:PT1H'], '2026-12-20T00:00:00.000Z', '2026-12-20T01:00:00.000Z'],
])('reads an event %s', (...[, lines, from, to]) => {
  expect(eventOf(...lines)).toEqual([from, to]);
});

it('takes local times for those of the calendar, and tells its zone from its events', () => {
  const zone = ['BEGIN:VTIMEZONE', 'TZID:Asia/Tokyo', 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'END:STANDARD', 'END:VTIMEZONE'];
  const event = ['BEGIN:VEVENT', 'DTSTART:20260101T000000', 'DTEND:20260102T000000', 'END:VEVENT'];
  const text = [...before, 'X-CALENDAR-TYPE:DEFAULT_CLOSED', 'X-WR-TIMEZONE:Asia/Tokyo', ...zone, ...event, 'END:VCALENDAR'].join('\n');
  expect(readICalendar(text)).toEqual({ defaultState: 'CLOSED', events: [{ fromMs: Date.UTC(2025, 11, 31, 15), toMs: Date.UTC(2026, 0, 1, 15) }] });
});

it.each<[string, string, RegExp]>([
  ['nothing', '', /BEGIN:VCALENDAR/],
  ['a calendar that does not end', before.join('\n'), /END:VCALENDAR/],
  ['an end of what has not begun', 'BEGIN:VCALENDAR\nEND:VEVENT', /found END:VEVENT, expected END:VCALENDAR/],
  ['an end before any beginning', 'END:VCALENDAR', /found END:VCALENDAR/],
  ['a line that says nothing', withEvent('freeze'), /found the line "freeze"/],
  ['no type', [...before, 'END:VCALENDAR'].join('\n'), /X-CALENDAR-TYPE: found nothing, expected DEFAULT_OPEN or DEFAULT_CLOSED/],
  ['another type', [...before, 'X-CALENDAR-TYPE:OPEN', 'END:VCALENDAR'].join('\n'), /found "OPEN"/],
  ['an event without a beginning', withEvent('DTEND:20270102T000000Z'), /VEVENT Year end: found no DTSTART/],
  ['an event that ends before it begins', withEvent('DTSTART:20270102T000000Z', 'DTEND:20261220T000000Z'), /found DTEND before DTSTART/],
  ['a time that is none', withEvent('DTSTART:20261320T000000Z'), /DTSTART: found "20261320T000000Z"/],
  ['a local time of no zone', withEvent('DTSTART:20261220T000000'), /DTSTART: found the local time "20261220T000000" of no zone/],
  ['a zone that nobody knows', withEvent('DTSTART;TZID=Mars/Base:20261220T000000'), /found the zone "Mars\/Base"/],
  ['a duration of nothing', withEvent('DTSTART:20261220T000000Z', 'DURATION:PT'), /DURATION: found "PT"/],
  ['a recurring event', withEvent('DTSTART:20261220T000000Z', 'DURATION:PT8H', 'RRULE:FREQ=WEEKLY'), /VEVENT Year end: found RRULE, expected events that happen once/],
])('refuses %s, saying what it found', (_words, content, reason) => {
  expect(() => readICalendar(content)).toThrow(expect.objectContaining({ code: 'InvalidDocumentContent', message: expect.stringMatching(reason) as string }) as Error);
});
