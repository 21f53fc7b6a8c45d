import fc from 'fast-check';

import { compileCron } from './cron.ts';
import { changesIn, naiveOpenings, zones } from './naive-openings.fixture.ts';
import { aCron, aMomentIn, aZone, someOffsetDays } from './openings.arbitrary.fixture.ts';
import { timeZone } from './time-zone.ts';

const asked = aZone.chain((zone) => fc.record({ zone: fc.constant(zone), cron: aCron, offsetDays: someOffsetDays, after: aMomentIn(zone) }));

/** The next so many firings, as far as they lie before a moment. */
function firings(next: (afterMs: number) => number | undefined, after: number, { count, before }: { count: number; before: number }): number[] {
  const found: number[] = [];
  for (let at = next(after); at !== undefined && at < before && found.length < count; at = next(at)) found.push(at);
  return found;
}

test('the zones that are asked about change their clocks, in both hemispheres, by half an hour, one and two, or never', () => {
  expect(zones.map((zone) => [zone, changesIn(zone).length])).toEqual([
    ['UTC', 0], ['Europe/Berlin', 2], ['America/New_York', 2], ['Australia/Sydney', 2], ['Pacific/Auckland', 2], ['Asia/Kolkata', 0],
    ['Australia/Lord_Howe', 2], ['Antarctica/Troll', 2], ['America/Santiago', 2], ['America/Havana', 2],
  ]);
});

test('every firing is the first passing of the time asked for, on a day that the cron names plus the offset; none is left out', () => {
  fc.assert(
    fc.property(asked, ({ zone, cron, offsetDays, after }) => {
      const expected = naiveOpenings(cron, { zone, offsetDays });
      const limits = { count: 12, before: expected.at(-1) ?? 0 };
      const found = firings(compileCron(cron.fields, timeZone(zone)!, offsetDays), after, limits);
      expect(found).toEqual(expected.filter((at) => at > after && at < limits.before).slice(0, limits.count));
    }),
    { numRuns: 200 },
  );
});

test('the later one asks, the later the next firing, and it always lies ahead', () => {
  fc.assert(
    fc.property(asked, fc.nat(400 * 60_000), ({ zone, cron, offsetDays, after }, waited) => {
      const next = compileCron(cron.fields, timeZone(zone)!, offsetDays);
      const [first, second] = [next(after)!, next(after + waited)!];
      expect({ ahead: first > after, inOrder: second >= first, same: second === first }).toEqual({
        ahead: true, inOrder: true, same: first > after + waited,
      });
    }),
    { numRuns: 200 },
  );
});
