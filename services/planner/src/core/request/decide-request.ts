import { rejectedRun } from '../run/rejected-run.ts';
import { CLAIM_MS, decided, type RunDecision } from '../run/run-decision.ts';
import type { RunRecipe } from '../run/run-recipe.ts';
import type { ResolvingRun, RunState } from '../run/run-state.ts';
import type { Opening } from './opening.ts';

export const TOO_LATE = 'the request came too late: its time to be answered is over; ask again with a new run';

/** Creates the run, as accepted for planning or as rejected, where it does not exist yet. */
export function openRun({ head, notAfter, verdict }: Opening, now: number): RunDecision {
  const opened = { ...head, startedAt: now };
  // Judged by the clock of the write itself: whoever took over the policy's lock relies on it.
  if (now > notAfter) return decided(rejectedRun(opened, [TOO_LATE]), { type: 'RunRejected' });
  if (!verdict.ok) return decided(rejectedRun(opened, verdict.reasons), { type: 'RunRejected' });
  return {
    state: {
      ...opened, phase: 'resolving', control: { seq: 0, state: 'Running', haltedWaves: [] },
      runTimeoutMinutes: verdict.runTimeoutMinutes, attempts: 1, retryAt: now + CLAIM_MS,
    },
    events: [],
    effects: ['ResolveScope'],
  };
}

const answers: Record<Exclude<RunState, ResolvingRun>['phase'], readonly RunRecipe[]> = {
  rejected: [{ type: 'RunRejected' }],
  discovering: [{ type: 'RunAccepted' }],
  building: [{ type: 'RunAccepted' }],
  planned: [{ type: 'RunAccepted' }],
  ended: [{ type: 'RunAccepted' }, { type: 'RunCompleted' }],
};

/** A repeated request is a question for the answer: it is given again, as soon as there is one. */
export function answerAgain(run: RunState | undefined): RunDecision | undefined {
  return run === undefined || run.phase === 'resolving' ? undefined : decided(run, ...answers[run.phase]);
}
