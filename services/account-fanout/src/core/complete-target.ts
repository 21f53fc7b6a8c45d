import { withBit } from '#shared/domain/bitmap.ts';
import { addCommands, addOutcomes } from '#shared/domain/outcome-counts.ts';
import type { DataOf } from '#shared/events/contract.ts';
import type { targetCompleted } from '#shared/events/target-completed.ts';

import { haltWave } from './halt-wave.ts';
import { inFlightCount, isInFlight, type WaveState, type WaveStep } from './wave-state.ts';

export type CompletedTarget = DataOf<typeof targetCompleted>;

/** Counts a target once: a repeat, or a target that this wave never admitted, changes nothing. */
export function completeTarget(step: WaveStep, completed: CompletedTarget): WaveStep {
  if (!isInFlight(step.state, completed.target)) return step;
  const counted = haltWave(step, completed);
  return {
    ...counted,
    state: withoutIdleQuestion({
      ...counted.state,
      completed: withBit(counted.state.completed, completed.target),
      outcomes: addOutcomes(counted.state.outcomes, completed.outcomes),
      commands: addCommands(counted.state.commands, completed.commands),
    }),
  };
}

function withoutIdleQuestion(state: WaveState): WaveState {
  if (inFlightCount(state) > 0) return state;
  const idle = { ...state };
  delete idle.askAgainAt;
  return idle;
}
