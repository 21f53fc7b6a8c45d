import type { PlanFacts } from '../plan/plan-facts.ts';
import type { RunDecision } from '../run/run-decision.ts';
import { endRun } from '../run/end-run.ts';
import type { RunRecipe } from '../run/run-recipe.ts';
import type { PlannedRun } from '../run/run-state.ts';
import { nextWave } from './next-wave.ts';
import { isEnded } from './wave-state.ts';

/** The plan is shown again after this while a wave awaits approval. */
export const APPROVAL_ASKED_AGAIN_MS = 30 * 60_000;

/**
 * Lets every wave take the steps that are open to it now, each step opening others, until none is left; then asks for
 * approvals again or ends the run. The same run object comes back when nothing was to be done.
 */
export function settle(run: PlannedRun, plan: PlanFacts, now: number): RunDecision {
  const events: RunRecipe[] = [];
  let settled = run;
  for (let moved = true; moved;) {
    const before = settled;
    for (const ordinal of plan.waves.keys()) {
      const step = nextWave({ run: settled, plan, ordinal, now });
      if (step === undefined) continue;
      settled = { ...settled, waves: settled.waves.with(ordinal, step.wave) };
      events.push(...step.events);
    }
    moved = settled !== before;
  }
  const ended = settled.waves.filter(isEnded);
  if (ended.length === settled.waves.length) {
    return { state: endRun(settled, { waves: ended, plan, now }), events: [...events, { type: 'RunCompleted' }], effects: [] };
  }
  return showPlanAgain({ state: settled, events, effects: [] }, now);
}

function showPlanAgain({ state, events, effects }: RunDecision<PlannedRun>, now: number): RunDecision<PlannedRun> {
  const { approval, waves } = state;
  if (now < approval.askAt || !waves.some(({ status }) => status === 'AwaitingApproval')) return { state, events, effects };
  return {
    state: { ...state, approval: { ...approval, askAt: now + APPROVAL_ASKED_AGAIN_MS } },
    events: [...events, planShown(approval)],
    effects,
  };
}

export function planShown({ expiresAt, validUntil }: PlannedRun['approval']): RunRecipe {
  return { type: 'PlanCreated', expiresAt, validUntil };
}
