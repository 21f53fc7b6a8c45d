import { hasBit, withBit } from '#shared/domain/bitmap.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';

import { admittedRecipes } from './admitted-recipes.ts';
import { accountRoom, ROUND_TARGETS_MAX } from './candidates.ts';
import { holdTargets, type Refusal } from './hold-targets.ts';
import { admits } from './stop-reason.ts';
import { ASK_AGAIN_MS } from './wave-clock.ts';
import type { WaveState, WaveStep } from './wave-state.ts';

/** What locks and breakers said of the candidates that were asked for. */
export interface Permits {
  granted: readonly number[];
  refused: readonly Refusal[];
}

export interface Admission {
  permits: Permits;
  targets: readonly PlannedTarget[];
  now: number;
}

/**
 * Decides anew for each granted target: between the question and the answer another handler may have paused the wave,
 * or admitted the same target.
 */
export function admitTargets(step: WaveStep, { permits, targets, now }: Admission): WaveStep {
  if (step.state.ending !== undefined) return step;
  const admitted = admissible(step.state, permits.granted, targets);
  const kept = withSpareLocks(step.state, permits.granted, admitted);
  const isRoundFull = permits.granted.length + permits.refused.length >= ROUND_TARGETS_MAX;
  const goesOn = isRoundFull || permits.refused.length > 0;
  const opened: WaveStep = {
    state: { ...kept, ...inFlightSince(kept, admitted, now), ...(goesOn ? { lookAt: now } : {}) },
    events: [...step.events, ...admittedRecipes(admitted)],
  };
  return holdTargets(opened, permits.refused, now);
}

function admissible(state: WaveState, granted: readonly number[], targets: readonly PlannedTarget[]): number[] {
  if (!admits(state)) return [];
  const room = accountRoom(state, targets);
  return granted.filter((ordinal) => {
    const target = targets[ordinal];
    return target !== undefined && !hasBit(state.admitted, ordinal) && room.take(target.accountId);
  });
}

function inFlightSince(state: WaveState, admitted: readonly number[], now: number): Partial<WaveState> {
  if (admitted.length === 0) return {};
  return {
    admitted: admitted.reduce(withBit, state.admitted),
    askAgainAt: state.askAgainAt ?? now + ASK_AGAIN_MS,
  };
}

function withSpareLocks(state: WaveState, granted: readonly number[], admitted: readonly number[]): WaveState {
  const spare = granted.filter((ordinal) => !admitted.includes(ordinal) && !hasBit(state.admitted, ordinal));
  return spare.length === 0 ? state : { ...state, spareLocks: spare.reduce(withBit, state.spareLocks) };
}
