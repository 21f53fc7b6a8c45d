import type { PatchOptions } from '#shared/events/scalars.ts';

import { mergeDurations, noDurations, type Durations } from './durations.ts';
import type { TargetFacts } from './target-state.ts';

/** What is kept of an account and region from run to run. */
export interface SeenState {
  /** A Scan says nothing of how long an Install takes. */
  durations: Readonly<Record<PatchOptions['operation'], Durations>>;
  /** The pace of sends at the end of the last target, ms between two of them; 0: none. */
  intervalMs: number;
}

export const nothingSeen: SeenState = { durations: { Install: noDurations, Scan: noDurations }, intervalMs: 0 };

/** What a target adds when it ends, once; undefined when it learned nothing new. */
export function withTarget(known: SeenState, target: TargetFacts): SeenState | undefined {
  const { timed, options, pace } = target;
  const intervalMs = pace?.intervalMs ?? 0;
  if (Object.keys(timed).length === 0 && intervalMs === known.intervalMs) return undefined;
  const merged = mergeDurations(known.durations[options.operation], timed);
  return { durations: { ...known.durations, [options.operation]: merged }, intervalMs };
}
