import type { ControlAction, ControlRequest } from '../run/incoming.ts';
import type { EndedRun, RejectedRun, RunState } from '../run/run-state.ts';

export type LiveRun = Exclude<RunState, RejectedRun | EndedRun>;

export function hasEnded(run: RunState): run is RejectedRun | EndedRun {
  return run.phase === 'rejected' || run.phase === 'ended';
}

const needs: Record<ControlAction, { states: readonly string[]; words: string }> = {
  pause: { states: ['Running'], words: 'the run is paused already' },
  resume: { states: ['Paused'], words: 'the run is not paused' },
  abort: { states: ['Running', 'Paused'], words: '' },
};

/** Why the wish is not followed, in words; undefined when it is. */
export function refusalOf(run: LiveRun, { action, notAfter }: ControlRequest, now: number): string | undefined {
  if (now > notAfter) return 'the request came too late; ask again';
  if (run.control.state === 'Aborted') return 'the run is being aborted';
  const { states, words } = needs[action];
  return states.includes(run.control.state) ? undefined : words;
}
