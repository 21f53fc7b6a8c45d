import fc from 'fast-check';

import type { MaintenanceWindow } from '../run-definition.ts';
import { nextOpening, openWindowAt, type Opening } from './maintenance-window.ts';
import { minuteMs, naiveOpenings, type NaiveCron, type Zone } from './naive-openings.fixture.ts';
import { aCron, aMomentIn, aZone, someOffsetDays } from './openings.arbitrary.fixture.ts';

interface Drawn {
  zone: Zone;
  cron: NaiveCron;
  offsetDays: number;
  lengthMinutes: number;
}

const aWindow: fc.Arbitrary<Drawn> = fc.record({
  zone: aZone, cron: aCron, offsetDays: someOffsetDays, lengthMinutes: fc.oneof(fc.integer({ min: 30, max: 600 }), fc.integer({ min: 30, max: 10_080 })),
});
const asked = aZone.chain((zone) => fc.record({ drawn: fc.array(aWindow, { minLength: 1, maxLength: 3 }), now: aMomentIn(zone) }));

function windowsOf(drawn: readonly Drawn[]): MaintenanceWindow[] {
  return drawn.map(({ zone, cron, offsetDays, lengthMinutes }) => ({ cron: cron.fields, offsetDays, timeZone: zone, lengthMinutes }));
}

/** Every opening of every window that was looked at. */
function naive(drawn: readonly Drawn[]): Opening[] {
  return drawn.flatMap((window) =>
    naiveOpenings(window.cron, window).map((opensAt) => ({ opensAt, closesAt: opensAt + window.lengthMinutes * minuteMs })),
  );
}

function best(openings: readonly Opening[], isBetter: (one: Opening, other: Opening) => boolean): Opening | undefined {
  return openings.reduce<Opening | undefined>((found, one) => (found === undefined || isBetter(one, found) ? one : found), undefined);
}

test('a moment lies in an opening exactly if one has begun within the length before it; told is the end that comes last', () => {
  fc.assert(
    fc.property(asked, ({ drawn, now }) => {
      const open = naive(drawn).filter(({ opensAt, closesAt }) => opensAt <= now && now < closesAt);
      expect(openWindowAt(windowsOf(drawn), now)?.closesAt).toBe(best(open, (one, other) => one.closesAt > other.closesAt)?.closesAt);
    }),
    { numRuns: 100 },
  );
});

test('the next opening is the first of all that lie ahead', () => {
  fc.assert(
    fc.property(asked, ({ drawn, now }) => {
      const ahead = naive(drawn).filter(({ opensAt }) => opensAt > now);
      const first = best(ahead, (one, other) => one.opensAt < other.opensAt || (one.opensAt === other.opensAt && one.closesAt > other.closesAt));
      // Beyond what was looked at, an opening can be checked no more.
      fc.pre(first !== undefined);
      expect(nextOpening(windowsOf(drawn), now)).toEqual(first);
    }),
    { numRuns: 100 },
  );
});

test('what opens next is open from its first to its last millisecond, and nothing new opens before', () => {
  fc.assert(
    fc.property(asked, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), ({ drawn, now }, share) => {
      const windows = windowsOf(drawn);
      const next = nextOpening(windows, now)!;
      const between = now + Math.floor((next.opensAt - now) * share);
      const within = next.opensAt + Math.floor((next.closesAt - next.opensAt) * share);
      const openAt = (moment: number) => (openWindowAt(windows, moment)?.closesAt ?? 0) >= next.closesAt;
      expect({
        opensAhead: next.opensAt > now,
        open: [next.opensAt, within, next.closesAt - 1].map(openAt),
        newBefore: (openWindowAt(windows, between)?.opensAt ?? now) > now,
      }).toEqual({ opensAhead: true, open: [true, true, true], newBefore: false });
    }),
    { numRuns: 150 },
  );
});
