import { hasBit, withBit } from '#shared/domain/bitmap.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';

import { admittedRecipes } from './admitted-recipes.ts';
import { lentGroupsOf, roomOf, ROUND_TARGETS_MAX } from './candidates.ts';
import { holdTargets, type Refusal } from './hold-targets.ts';
import { isVoid, type LendingRound } from './lending-round.ts';
import { admits } from './stop-reason.ts';
import { ASK_AGAIN_MS } from './wave-clock.ts';
import type { CutShares, WaveState, WaveStep } from './wave-state.ts';

/** What breakers, locks and budgets said of the candidates that were asked for. */
export interface Permits {
  granted: readonly number[];
  refused: readonly Refusal[];
  /** Where some of them are lent shares of budgets. */
  lending?: LendingRound;
}

export interface Admission {
  permits: Permits;
  targets: readonly PlannedTarget[];
  now: number;
}

/**
 * Decides anew for each granted target: between the question and the answer another handler may have paused the wave,
 * admitted the same target, or given its budget shares back.
 */
export function admitTargets(step: WaveStep, { permits, targets, now }: Admission): WaveStep {
  if (step.state.ending !== undefined) return step;
  const valid = validPermits(step.state, permits, targets);
  const { admitted, cutShares } = admissible(step.state, valid.granted, targets);
  const kept = withSpareLocks(step.state, permits.granted, admitted);
  const opened: WaveStep = {
    state: {
      ...kept,
      ...inFlightSince(kept, { admitted, cutShares, now }),
      ...(goesOn(permits) ? { lookAt: now } : {}),
      ...(valid.lending === undefined ? {} : { lendRound: valid.lending.round + 1 }),
    },
    events: [...step.events, ...admittedRecipes(admitted)],
  };
  return holdTargets(opened, valid.refused, now);
}

/** A void round of lending says nothing of the targets that need a share: they are asked for anew. */
function validPermits(state: WaveState, permits: Permits, targets: readonly PlannedTarget[]): Permits {
  const { granted, refused, lending } = permits;
  if (lending === undefined || !isVoid(lending, state)) return permits;
  return {
    granted: granted.filter((ordinal) => lentGroupsOf(targets[ordinal]).length === 0),
    refused: refused.filter(({ reason }) => reason !== 'BudgetFull'),
  };
}

/** Whether more targets may follow at once: a full round, or one that left room where somebody was refused. */
function goesOn({ granted, refused, lending }: Permits): boolean {
  return refused.length > 0 || lending !== undefined || granted.length >= ROUND_TARGETS_MAX;
}

function admissible(state: WaveState, granted: readonly number[], targets: readonly PlannedTarget[]) {
  const room = roomOf(state, targets);
  const admitted = granted.filter((ordinal) => {
    const target = targets[ordinal];
    return target !== undefined && admits(state) && !hasBit(state.admitted, ordinal) && room.take(target);
  });
  return { admitted, cutShares: room.cutShares() };
}

interface Admitted {
  admitted: readonly number[];
  cutShares: CutShares;
  now: number;
}

function inFlightSince(state: WaveState, { admitted, cutShares, now }: Admitted): Partial<WaveState> {
  if (admitted.length === 0) return {};
  return {
    admitted: admitted.reduce(withBit, state.admitted),
    cutShares: { ...state.cutShares, ...cutShares },
    askAgainAt: state.askAgainAt ?? now + ASK_AGAIN_MS,
  };
}

function withSpareLocks(state: WaveState, granted: readonly number[], admitted: readonly number[]): WaveState {
  const spare = granted.filter((ordinal) => !admitted.includes(ordinal) && !hasBit(state.admitted, ordinal));
  return spare.length === 0 ? state : { ...state, spareLocks: spare.reduce(withBit, state.spareLocks) };
}
