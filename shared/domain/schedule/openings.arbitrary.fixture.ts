import fc from 'fast-check';

import { changesIn, dayMs, minuteMs, yearEnd, yearStart, zones, type NaiveCron, type Zone } from './naive-openings.fixture.ts';

type Days = Pick<NaiveCron, 'isDay'> & { text: string };

const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const everyDay: fc.Arbitrary<Days> = fc.constant({ text: '* * ?', isDay: () => true });
const dayOfMonth: fc.Arbitrary<Days> = fc.integer({ min: 1, max: 31 }).map((day) => ({
  text: `${String(day)} * ?`,
  isDay: (date) => date.getUTCDate() === day,
}));
const lastDay: fc.Arbitrary<Days> = fc.constant({
  text: 'L * ?',
  isDay: (date) => new Date(date.getTime() + dayMs).getUTCDate() === 1,
});
const someWeekdays: fc.Arbitrary<Days> = fc.uniqueArray(fc.nat(6), { minLength: 1 }).map((days) => ({
  text: `? * ${days.map((day) => weekdays[day]).join(',')}`,
  isDay: (date) => days.includes(date.getUTCDay()),
}));
const nthWeekday: fc.Arbitrary<Days> = fc.tuple(fc.nat(6), fc.integer({ min: 1, max: 5 })).map(([day, nth]) => ({
  text: `? * ${String(weekdays[day])}#${String(nth)}`,
  isDay: (date) => date.getUTCDay() === day && date.getUTCDate() > 7 * (nth - 1) && date.getUTCDate() <= 7 * nth,
}));

/** Mostly in the hours in which clocks are changed. */
const hour = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 3 }) }, fc.nat(23));
const someHours = fc.uniqueArray(hour, { minLength: 1, maxLength: 4 });
const someMinutes = fc.uniqueArray(fc.nat(59), { minLength: 1, maxLength: 3 });

export const aCron: fc.Arbitrary<NaiveCron> = fc
  .tuple(fc.oneof(everyDay, dayOfMonth, lastDay, someWeekdays, nthWeekday), someHours, someMinutes)
  .map(([days, hours, minutes]) => ({
    fields: `${minutes.join(',')} ${hours.join(',')} ${days.text} *`,
    isDay: days.isDay,
    minutesOfDay: hours.flatMap((each) => minutes.map((minute) => each * 60 + minute)),
  }));

export const aZone: fc.Arbitrary<Zone> = fc.constantFrom(...zones);

export const someOffsetDays: fc.Arbitrary<number> = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 27 }));

/** A moment of the year, to the millisecond; every other time within a day and a half of a change of the zone's clocks. */
export function aMomentIn(zone: Zone): fc.Arbitrary<number> {
  const anywhen = fc.integer({ min: yearStart, max: yearEnd });
  const changes = changesIn(zone).filter((at) => at > yearStart && at < yearEnd);
  if (changes.length === 0) return anywhen;
  const nearChange = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -36 * 60, max: 36 * 60 }))
    .map(([change, minutes]) => change + minutes * minuteMs);
  return fc.oneof(anywhen, nearChange);
}
