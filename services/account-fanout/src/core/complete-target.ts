import { withBit } from '#shared/domain/bitmap.ts';
import { addCommands, addOutcomes } from '#shared/domain/outcome-counts.ts';
import type { DataOf } from '#shared/events/contract.ts';
import type { targetCompleted } from '#shared/events/target-completed.ts';

import { haltBySum } from './halt-by-sum.ts';
import { haltWave } from './halt-wave.ts';
import { withoutShare } from './instance-room.ts';
import { withShareReturned } from './progress-target.ts';
import { settleErrors } from './wave-errors.ts';
import { inFlightCount, isInFlight, type WaveState, type WaveStep } from './wave-state.ts';

export type CompletedTarget = DataOf<typeof targetCompleted>;

/** Counts a target once: a repeat, or a target that this wave never admitted, changes nothing. */
export function completeTarget(step: WaveStep, completed: CompletedTarget): WaveStep {
  if (!isInFlight(step.state, completed.target)) return step;
  const { state, events } = haltWave(step, completed);
  const counted: WaveState = {
    ...withShareReturned(state),
    completed: withBit(state.completed, completed.target),
    cutShares: withoutShare(state.cutShares, completed.target),
    outcomes: addOutcomes(state.outcomes, completed.outcomes),
    commands: addCommands(state.commands, completed.commands),
    errors: settleErrors(state.errors, completed),
  };
  return haltBySum({ state: withoutIdleQuestion(counted), events }, completed);
}

function withoutIdleQuestion(state: WaveState): WaveState {
  if (inFlightCount(state) > 0) return state;
  const idle = { ...state };
  delete idle.askAgainAt;
  return idle;
}
