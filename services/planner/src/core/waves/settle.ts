import type { PlanFacts } from '../plan/plan-facts.ts';
import { endRun } from '../run/end-run.ts';
import { haltOverErrors } from '../run/halt-over-errors.ts';
import type { RunDecision } from '../run/run-decision.ts';
import type { RunRecipe } from '../run/run-recipe.ts';
import type { PlannedRun } from '../run/run-state.ts';
import { approvalRound } from './approval-round.ts';
import { nextStep } from './next-step.ts';
import { isEnded } from './wave-state.ts';

/**
 * Lets every wave take the steps that are open to it now, each step opening others, until none is left; then asks for
 * approvals again or ends the run. The same run object comes back when nothing was to be done.
 */
export function settle(run: PlannedRun, plan: PlanFacts, now: number): RunDecision {
  const { state, events: said } = haltOverErrors(run, plan) ?? { state: run, events: [] };
  const events: RunRecipe[] = [...said];
  let settled = state;
  for (let step = nextStep(settled, plan, now); step !== undefined; step = nextStep(settled, plan, now)) {
    settled = { ...settled, waves: settled.waves.with(step.ordinal, step.wave) };
    events.push(...step.events);
  }
  const ended = settled.waves.filter(isEnded);
  if (ended.length === settled.waves.length) {
    return { state: endRun(settled, { waves: ended, plan, now }), events: [...events, { type: 'RunCompleted' }], effects: [] };
  }
  return showPlanAgain({ state: settled, events, effects: [] }, now);
}

/** A round whose approvals would have ended by now is over: who lets one lapse is asked anew, with new times. */
function showPlanAgain({ state, events, effects }: RunDecision<PlannedRun>, now: number): RunDecision<PlannedRun> {
  const { waves, endsBefore } = state;
  const isOver = now >= state.approval.validUntil;
  if ((now < state.approval.askAt && !isOver) || !waves.some(({ status }) => status === 'AwaitingApproval')) return { state, events, effects };
  const next = approvalRound(state.approval, { now, endsBefore });
  const approval = isOver ? next : { ...state.approval, askAt: next.askAt };
  return {
    state: { ...state, approval },
    events: [...events, planShown(approval)],
    effects,
  };
}

export function planShown({ expiresAt, validUntil }: PlannedRun['approval']): RunRecipe {
  return { type: 'PlanCreated', expiresAt, validUntil };
}
