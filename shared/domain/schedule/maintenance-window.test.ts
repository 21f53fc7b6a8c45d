import type { MaintenanceWindow } from '../run-definition.ts';
import { nextOpening, openWindowAt, type Opening } from './maintenance-window.ts';

/** Two hours on the second Tuesday of the month, at 22:00 in Berlin; `spoilt` is what differs. */
function aWindow(spoilt: Partial<MaintenanceWindow> = {}): MaintenanceWindow {
  return { cron: '0 22 ? * TUE#2 *', offsetDays: 0, timeZone: 'Europe/Berlin', lengthMinutes: 120, ...spoilt };
}

function shown(opening: Opening | undefined): string | undefined {
  if (opening === undefined) return undefined;
  return [opening.opensAt, opening.closesAt].map((at) => new Date(at).toISOString().slice(0, 16)).join(' - ');
}

const openAt = (time: string, ...windows: MaintenanceWindow[]) => shown(openWindowAt(windows, Date.parse(time)));
const nextAfter = (time: string, ...windows: MaintenanceWindow[]) => shown(nextOpening(windows, Date.parse(time)));

describe('a window', () => {
  const opening = '2026-01-13T21:00 - 2026-01-13T23:00';

  it.each([
    ['just before it opens', '2026-01-13T20:59:59.999Z', undefined],
    ['when it opens', '2026-01-13T21:00:00.000Z', opening],
    ['just before it closes', '2026-01-13T22:59:59.999Z', opening],
    ['when it closes', '2026-01-13T23:00:00.000Z', undefined],
  ])('%s', (_moment, time, expected) => {
    expect(openAt(time, aWindow())).toBe(expected);
  });

  it('opens next strictly after the moment asked about', () => {
    expect([nextAfter('2026-01-13T20:59:59.999Z', aWindow()), nextAfter('2026-01-13T21:00:00Z', aWindow())]).toEqual([
      opening, '2026-02-10T21:00 - 2026-02-10T23:00',
    ]);
  });

  it('opens days after the day that its cron names, in the next month as well', () => {
    expect(nextAfter('2026-01-13T21:00:00Z', aWindow({ offsetDays: 3 }))).toBe('2026-01-16T21:00 - 2026-01-16T23:00');
    expect(nextAfter('2026-02-01T00:00:00Z', aWindow({ cron: '0 22 ? * TUE#4 *', offsetDays: 10 }))).toBe('2026-02-06T21:00 - 2026-02-06T23:00');
  });

  it('keeps its time of day when the clocks are changed between the day that its cron names and the day it opens', () => {
    // The clocks go forward on 29 March: 22:00 is 21:00 UTC before and 20:00 UTC after.
    expect(nextAfter('2026-03-20T00:00:00Z', aWindow({ cron: '0 22 ? * TUE#4 *', offsetDays: 5 }))).toBe('2026-03-29T20:00 - 2026-03-29T22:00');
  });

  it('lasts as many minutes as really pass, whatever the clocks show', () => {
    const night = aWindow({ cron: '0 1 ? * SUN *' });
    expect(nextAfter('2026-03-28T12:00:00Z', night)).toBe('2026-03-29T00:00 - 2026-03-29T02:00');
    expect(nextAfter('2026-10-24T12:00:00Z', night)).toBe('2026-10-24T23:00 - 2026-10-25T01:00');
  });

  it('does not open at a time that spring skips, and opens once at one that autumn repeats', () => {
    const daily = aWindow({ cron: '30 2 * * ? *', lengthMinutes: 30 });
    expect([openAt('2026-03-29T00:45:00Z', daily), openAt('2026-03-29T01:45:00Z', daily)]).toEqual([undefined, undefined]);
    expect([openAt('2026-10-25T00:45:00Z', daily), openAt('2026-10-25T01:45:00Z', daily)]).toEqual(['2026-10-25T00:30 - 2026-10-25T01:00', undefined]);
  });

  it('opens on a day that exists although the time on the day that its cron names did not', () => {
    expect(nextAfter('2026-03-29T12:00:00Z', aWindow({ cron: '30 2 29 3 ? *', offsetDays: 1 }))).toBe('2026-03-30T00:30 - 2026-03-30T02:30');
  });

  it('that opens again before it closes is open until the last end', () => {
    expect(openAt('2026-01-13T12:34:56Z', aWindow({ cron: '* * * * ? *', lengthMinutes: 10_080 }))).toBe('2026-01-13T12:34 - 2026-01-20T12:34');
  });

  it('that opens again this very minute is open from now', () => {
    expect(openAt('2026-01-13T12:34:00Z', aWindow({ cron: '* * * * ? *', lengthMinutes: 2 }))).toBe('2026-01-13T12:34 - 2026-01-13T12:36');
  });

  it('whose years are over never opens', () => {
    const over = aWindow({ cron: '0 22 ? * TUE#2 2025' });
    expect([openAt('2026-01-13T21:00:00Z', over), nextAfter('2026-01-13T21:00:00Z', over)]).toEqual([undefined, undefined]);
  });

  it('in a zone that nobody knows is a fault, and not one that is always open', () => {
    expect(() => openAt('2026-01-13T21:00:00Z', aWindow({ timeZone: 'Mars/Base' }))).toThrow('A window\'s timeZone: found "Mars/Base"');
  });
});

describe('of several windows', () => {
  const short = aWindow();
  const long = aWindow({ lengthMinutes: 180 });
  const later = aWindow({ cron: '0 23 ? * TUE#2 *', lengthMinutes: 30 });

  it.each([
    ['in one order', [short, long, later]],
    ['in the other', [later, long, short]],
  ])('the one that closes last is told, %s', (_order, windows) => {
    expect([openAt('2026-01-13T22:15:00Z', ...windows), nextAfter('2026-01-13T00:00:00Z', ...windows)]).toEqual([
      '2026-01-13T21:00 - 2026-01-14T00:00', '2026-01-13T21:00 - 2026-01-14T00:00',
    ]);
  });

  it('the first to open is told, though another one of them is open already', () => {
    expect(nextAfter('2026-01-13T21:30:00Z', long, later)).toBe('2026-01-13T22:00 - 2026-01-13T22:30');
  });

  it('of none, none is open', () => {
    expect([openAt('2026-01-13T21:00:00Z'), nextAfter('2026-01-13T21:00:00Z')]).toEqual([undefined, undefined]);
  });
});
