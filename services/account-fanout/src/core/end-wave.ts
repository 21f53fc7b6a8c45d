import { addOutcomes, sumOfOutcomes } from '#shared/domain/outcome-counts.ts';

import { endingOf, isClosed, stopReasonOf, type StopReason } from './stop-reason.ts';
import { inFlightCount, waitingCount, type WaveState, type WaveStep } from './wave-state.ts';

/** Ends the wave when nothing is in flight and nothing more will start. */
export function endWave(step: WaveStep): WaveStep {
  const { state } = step;
  if (state.ending !== undefined) return step;
  if (inFlightCount(state) > 0 || (waitingCount(state) > 0 && !isClosed(state))) return step;
  const reason = stopReasonOf(state);
  const ending = endingOf(reason);
  return {
    state: { ...state, ending, outcomes: withNeverAdmitted(state, reason) },
    events: [...step.events, { type: 'WaveCompleted', ending }],
  };
}

/** The wave speaks for the instances of targets that never started, so that its sums equal the plan's. */
function withNeverAdmitted(state: WaveState, reason: StopReason | undefined): WaveState['outcomes'] {
  const left = state.order.instances - sumOfOutcomes(state.outcomes);
  return left > 0 ? addOutcomes(state.outcomes, { [reason === 'TimeUp' ? 'Deferred' : 'Skipped']: left }) : state.outcomes;
}
