import type { RunControl } from '#shared/events/scalars.ts';

export interface ControlState extends RunControl {
  runId: string;
}

/** The highest word among what is known and what came; undefined when nothing came that is newer. */
export function newerControl(
  known: ControlState | undefined,
  runId: string,
  heard: readonly RunControl[],
): ControlState | undefined {
  let newest = known;
  for (const control of heard) if (newest === undefined || control.seq > newest.seq) newest = { runId, ...control };
  return newest === known ? undefined : newest;
}
