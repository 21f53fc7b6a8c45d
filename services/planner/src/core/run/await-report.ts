import { decided, type RunDecision } from './run-decision.ts';
import type { EndedRun } from './run-state.ts';

/** The end is said again after this while nobody has written its report: the queue that held it may be lost. */
export const END_SAID_AGAIN_MS = 30 * 60_000;

/** A day of asking; a reporter that is away for longer is mended by a person, who replays the end from the archive. */
export const END_SAID_MAX = 48;

/** A run that ended before it had a plan has a report too, of nothing: whoever asked for it waits for its end. */
export function reportAwaited(run: EndedRun, now: number): EndedRun {
  return { ...run, reportAwaited: { askAt: now + END_SAID_AGAIN_MS, asks: 1 } };
}

export function askForReport(run: EndedRun, now: number): RunDecision | undefined {
  const { reportAwaited: awaited, ...rest } = run;
  if (awaited === undefined || now < awaited.askAt) return undefined;
  if (awaited.asks >= END_SAID_MAX) return decided(rest);
  return decided({ ...rest, reportAwaited: { askAt: now + END_SAID_AGAIN_MS, asks: awaited.asks + 1 } }, { type: 'RunCompleted' });
}

export function reportPublished(run: EndedRun): RunDecision | undefined {
  const { reportAwaited: awaited, ...rest } = run;
  return awaited === undefined ? undefined : decided(rest);
}
