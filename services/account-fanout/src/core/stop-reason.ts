import type { WaveEnding, WaveState } from './wave-state.ts';

export type StopReason = 'Aborted' | 'Halted' | 'TimeUp';

/** Why the wave admits nothing more, ever. A person's word comes before the wave's own. */
export function stopReasonOf(state: WaveState): StopReason | undefined {
  if (state.control.state === 'Aborted') return 'Aborted';
  if (state.halt !== undefined || state.control.haltedWaves.includes(state.order.wave)) return 'Halted';
  return state.timeUp ? 'TimeUp' : undefined;
}

/** A wave whose time was up is complete: what did not fit is Deferred, and no threshold was broken. */
export function endingOf(reason: StopReason | undefined): WaveEnding {
  return reason === undefined || reason === 'TimeUp' ? 'Completed' : reason;
}

/**
 * Whether it admits nothing more although targets wait. One that recalls goes on even when it is halted, aborted or late:
 * its targets send nothing then, but tell what they had sent.
 */
export function isClosed(state: WaveState): boolean {
  return state.ending !== undefined || (state.recalls === undefined && stopReasonOf(state) !== undefined);
}

/** Whether it may admit now; a paused wave may later. */
export function admits(state: WaveState): boolean {
  return !isClosed(state) && state.control.state !== 'Paused';
}
