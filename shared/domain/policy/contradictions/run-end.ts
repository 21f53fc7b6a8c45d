import { showTime } from '../../show-time.ts';

/** When a run that begins now must have ended, and that in words that name the field. */
export function endOf(runTimeoutMinutes: number, now: number): { at: number; words: string } {
  const at = now + runTimeoutMinutes * 60_000;
  return { at, words: `runTimeoutMinutes ${String(runTimeoutMinutes)} from ${showTime(now)}: ${showTime(at)}` };
}
