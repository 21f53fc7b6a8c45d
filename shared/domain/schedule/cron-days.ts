import { cronValue, ExpressionError, parseCronField, type AtLeastOne, type FieldRange } from './cron-field.ts';

const daysOfMonth: FieldRange = { name: 'day-of-month', min: 1, max: 31 };
const daysOfWeek: FieldRange = { name: 'day-of-week', min: 1, max: 7, words: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] };

/** A day of the calendar; months run from 1. */
interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

export type DayTest = (day: CalendarDay) => boolean;

/** Day-of-month and day-of-week: AWS wants exactly one of them to be `?`. */
export function parseCronDays(dayOfMonth: string, dayOfWeek: string): DayTest {
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new ExpressionError(`exactly one of day-of-month and day-of-week must be "?", found "${dayOfMonth}" and "${dayOfWeek}"`);
  }
  return dayOfMonth === '?' ? parseDayOfWeek(dayOfWeek) : parseDayOfMonth(dayOfMonth);
}

/** `L` is the last day, `L-3` three days before it, `LW` the last weekday, `15W` the weekday nearest to the 15th. */
function parseDayOfMonth(text: string): DayTest {
  if (text === 'LW') return (day) => day.day === nearestWeekday({ ...day, day: lastDay(day) });
  const before = /^L(?:-(\d+))?$/.exec(text);
  if (before) {
    const days = before[1] === undefined ? 0 : cronValue(before[1], daysOfMonth);
    return (day) => day.day === lastDay(day) - days;
  }
  const nearest = /^(\d+)W$/.exec(text)?.[1];
  if (nearest !== undefined) {
    const wanted = cronValue(nearest, daysOfMonth);
    return (day) => wanted <= lastDay(day) && day.day === nearestWeekday({ ...day, day: wanted });
  }
  const days = parseCronField(text, daysOfMonth);
  return ({ day }) => days.has(day);
}

/** `L` is Saturday, `6L` the last Friday of the month, `3#2` its second Tuesday. */
function parseDayOfWeek(text: string): DayTest {
  if (text === 'L') return (day) => weekday(day) === 7;
  const last = /^(\w+)L$/.exec(text)?.[1];
  if (last !== undefined) {
    const wanted = cronValue(last, daysOfWeek);
    return (day) => weekday(day) === wanted && day.day > lastDay(day) - 7;
  }
  const [name, nth, ...more] = text.split('#') as AtLeastOne;
  if (nth !== undefined && more.length === 0) {
    const wanted = cronValue(name, daysOfWeek);
    const week = cronValue(nth, { name: 'week of day-of-week', min: 1, max: 5 });
    return (day) => weekday(day) === wanted && Math.ceil(day.day / 7) === week;
  }
  const days = parseCronField(text, daysOfWeek);
  return (day) => days.has(weekday(day));
}

/** 1 is Sunday, as AWS counts. */
function weekday({ year, month, day }: CalendarDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

function lastDay({ year, month }: CalendarDay): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A Saturday gives way to the Friday before, a Sunday to the Monday after, but never into another month. */
function nearestWeekday(wanted: CalendarDay): number {
  const { day } = wanted;
  if (weekday(wanted) === 7) return day === 1 ? 3 : day - 1;
  if (weekday(wanted) === 1) return day === lastDay(wanted) ? day - 2 : day + 1;
  return day;
}
