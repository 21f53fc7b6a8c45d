import type { Decision } from '#shared/choreography/decision.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';
import type { RunControl } from '#shared/events/scalars.ts';

import { admitTargets, type Permits } from './admit-targets.ts';
import { completeTarget, type CompletedTarget } from './complete-target.ts';
import { controlWave } from './control-wave.ts';
import { endWave } from './end-wave.ts';
import { returnsOf, type ReturnLent } from './lending-round.ts';
import { lookAgain } from './look-again.ts';
import { progressTarget, withShareReturned, type ProgressedTarget } from './progress-target.ts';
import { startWave } from './start-wave.ts';
import { recallTargets } from './recall-targets.ts';
import { saidSoFar, tellErrors } from './tell-errors.ts';
import { noteTimeUp } from './time-up.ts';
import type { WaveOrder, WaveRecipe, WaveState, WaveStep } from './wave-state.ts';

export type WaveInput =
  | { type: 'started'; order: WaveOrder }
  | { type: 'controlled'; control: RunControl }
  | { type: 'progressed'; target: ProgressedTarget }
  | { type: 'completed'; target: CompletedTarget }
  | { type: 'permitted'; permits: Permits; targets: readonly PlannedTarget[] }
  | { type: 'shareReturned' }
  | { type: 'restored' }
  | { type: 'due' };

export type WaveDecision = Decision<WaveState, WaveRecipe, ReturnLent>;

/** Folds all that arrived for a wave into one step. Undefined when nothing changes. */
export function decideWave(
  before: WaveState | undefined,
  inputs: readonly WaveInput[],
  now: number,
): WaveDecision | undefined {
  let step: WaveStep | undefined = before === undefined ? undefined : { state: before, events: [] };
  for (const input of inputs) {
    step = applyInput(step, input, now);
    step &&= noteTimeUp(step, now);
  }
  if (step === undefined) return undefined;
  const { state, events } = endWave(tellErrors(step));
  if (state === before && events.length === 0) return undefined;
  return { state, events, effects: inputs.flatMap(lendingOf).flatMap((lending) => returnsOf(lending, before, state)) };
}

function lendingOf(input: WaveInput) {
  return input.type === 'permitted' && input.permits.lending !== undefined ? [input.permits.lending] : [];
}

/** A wave is created by its start alone; whatever else comes before that has nobody to be told to. */
function applyInput(step: WaveStep | undefined, input: WaveInput, now: number): WaveStep | undefined {
  if (input.type === 'started') return started(step, input.order, now);
  return step === undefined ? undefined : applyToWave(step, input, now);
}

function started(step: WaveStep | undefined, order: WaveOrder, now: number): WaveStep {
  const { state, events } = startWave(step?.state, order, now);
  return { state, events: [...(step?.events ?? []), ...events, ...saidSoFar(state)] };
}

function applyToWave(step: WaveStep, input: Exclude<WaveInput, { type: 'started' }>, now: number): WaveStep {
  switch (input.type) {
    case 'controlled': return controlWave(step, input.control);
    case 'progressed': return progressTarget(step, input.target);
    case 'completed': return completeTarget(step, input.target);
    case 'permitted': return admitTargets(step, { ...input, now });
    case 'shareReturned': return { ...step, state: withShareReturned(step.state) };
    case 'restored': return recallTargets(step, now);
    case 'due': return lookAgain(step, now);
  }
}
