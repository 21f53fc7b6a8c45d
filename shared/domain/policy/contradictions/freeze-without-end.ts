import type { Problem } from '../../problem.ts';
import type { Freeze } from '../../run-definition.ts';
import { showTime } from '../../show-time.ts';
import { END_OF_TIME_MS } from '../define-rules.ts';
import type { Circumstances, Contradiction } from './circumstances.ts';
import { endOf } from './run-end.ts';

/** A freeze in which the whole run would lie, or that could not be followed at all. */
export const freezeWithoutEnd: Contradiction = ({ freezes, runTimeoutMinutes }, circumstances) =>
  freezes.flatMap((freeze, index) => problemOf(freeze, { field: `freezes[${String(index)}]`, runTimeoutMinutes, circumstances }) ?? []);

interface Place {
  field: string;
  runTimeoutMinutes: number;
  circumstances: Circumstances;
}

function problemOf({ from, until }: Freeze, { field, runTimeoutMinutes, circumstances: { now } }: Place): Problem | undefined {
  const timeout = `runTimeoutMinutes ${String(runTimeoutMinutes)}`;
  if (until >= END_OF_TIME_MS) {
    return { field: `${field}.until`, found: 'no end', expected: `a time, because a run ends by itself (${timeout}) and would never be let through`, next: 'To stop patching for good, remove the schedule.' };
  }
  if (until <= from) {
    return { field: `${field}.until`, found: showTime(until), expected: `a time after ${field}.from (${showTime(from)})` };
  }
  if (now === undefined) return undefined;
  const end = endOf(runTimeoutMinutes, now);
  if (from > now || until < end.at) return undefined;
  return { field: `${field}.until`, found: showTime(until), expected: `a time before the run's end (${end.words})`, next: 'Start the run when the freeze is over, or raise runTimeoutMinutes.' };
}
