import type { Decision } from '#shared/choreography/decision.ts';

import { createTarget, type Admission } from './create-target.ts';
import { actOnDue } from './due.ts';
import { finish } from './finish.ts';
import { goOn } from './go-on.ts';
import { followHint, type Hinted } from './hint.ts';
import { dropUnknown, type KnownAnswered } from './known-instances.ts';
import { failReach, type NotReached } from './not-reached.ts';
import { isForgetful } from './forgetful.ts';
import { recall, type Recalled } from './recall.ts';
import { endSearch, type SearchEnded } from './recover.ts';
import type { SeenState } from './seen.ts';
import { acceptSend, type SendAccepted } from './send-accepted.ts';
import { failSend, type SendFailed } from './send-failed.ts';
import { stay, thenStep, type Context, type Step } from './step.ts';
import type { TargetEffect, TargetRecipe, TargetState, WorkingTarget } from './target-state.ts';
import { foldVerdicts, type Verified } from './verified.ts';
import { withdraw, type Withdrawn } from './withdraw.ts';

interface Admitted {
  kind: 'admitted';
  admission: Admission;
  /** What earlier runs saw of its account and region. */
  seen: SeenState;
}

/** Everything a target can hear. */
export type TargetInput =
  | Admitted
  | { kind: 'due' }
  | Hinted
  | Verified
  | Withdrawn
  | SendAccepted
  | SendFailed
  | NotReached
  | KnownAnswered
  | SearchEnded
  | Recalled;

type TargetDecision = Decision<TargetState, TargetRecipe, TargetEffect>;

/** All that a target heard in one batch, folded into one decision; undefined when nothing changes. */
export function decideTarget(
  state: TargetState | undefined,
  inputs: readonly TargetInput[],
  context: Context,
): TargetDecision | undefined {
  const admitted = inputs.find((input): input is Admitted => input.kind === 'admitted');
  if (state?.status === 'Ended') return admitted === undefined ? undefined : answerAgain(state);
  if (state === undefined && admitted === undefined) return undefined;
  const working = state ?? begun(admitted as Admitted, context);
  if (isForgetful(working, context)) return concluded(state, recall(working, inputs.find(isRecalled), context), context);
  const heard = inputs.reduce((step, input) => thenStep(step, (target) => fold(target, input, context)), stay(working));
  return concluded(state, thenStep(heard, (target) => goOn(target, context)), context);
}

function begun({ admission, seen }: Admitted, { now }: Context): WorkingTarget {
  return createTarget(admission, { seen, now });
}

function isRecalled(input: TargetInput): input is Recalled {
  return input.kind === 'recalled';
}

/** The question is asked again because the answer did not arrive. */
function answerAgain(state: TargetState): TargetDecision {
  return { state, events: [{ event: 'TargetCompleted' }], effects: [] };
}

function concluded(before: TargetState | undefined, step: Step, context: Context): TargetDecision | undefined {
  const { target, events, effects } = finish(step.target, context);
  if (target === before) return undefined;
  return { state: target, events: [...step.events, ...events], effects: [...step.effects, ...effects] };
}

type Fold<Input> = (target: WorkingTarget, input: Input, context: Context) => Step;

/** What each kind of input does to a target. */
const folds: { [Kind in TargetInput['kind']]: Fold<Extract<TargetInput, { kind: Kind }>> } = {
  admitted: stay,
  due: (target, _input, context) => actOnDue(target, context),
  hinted: followHint,
  verified: foldVerdicts,
  withdrawn: withdraw,
  accepted: acceptSend,
  sendFailed: failSend,
  notReached: failReach,
  known: dropUnknown,
  searchEnded: endSearch,
  // Of a restore that is dealt with.
  recalled: stay,
};

function fold(target: WorkingTarget, input: TargetInput, context: Context): Step {
  return (folds[input.kind] as Fold<TargetInput>)(target, input, context);
}
