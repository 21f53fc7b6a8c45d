import type { RunControl } from '#shared/events/scalars.ts';

import { endWithoutPlan } from '../run/end-without-plan.ts';
import type { ControlAction, ControlRequest } from '../run/incoming.ts';
import { rejectedRun } from '../run/rejected-run.ts';
import { decided, type RunDecision } from '../run/run-decision.ts';
import type { PlannedRun, RunState } from '../run/run-state.ts';
import { keptText, shortTextOf } from '../run/texts.ts';
import { hasEnded, refusalOf, type LiveRun } from './refusal-of.ts';

const stateAfter: Record<ControlAction, RunControl['state']> = { pause: 'Paused', resume: 'Running', abort: 'Aborted' };

/** A person's wish on a run that has no plan yet, or no life any more. */
export function controlUnplanned(run: Exclude<RunState, PlannedRun>, request: ControlRequest, now: number): RunDecision {
  if (hasEnded(run)) return refuse(run, request, 'the run has ended');
  const { state, events } = changeControl(run, request, now);
  if (state.control.state !== 'Aborted') return decided(state, ...events);
  // Before there is a plan there is nothing to wind down: the run ends at once.
  const reason = abortReasonOf(request);
  return state.phase === 'resolving'
    ? decided(rejectedRun(state, [reason]), ...events, { type: 'RunRejected' })
    : decided(endWithoutPlan(state, { status: 'Aborted', reason, now }), ...events, { type: 'RunCompleted' });
}

/** A person's wish on a run with waves. What follows for each wave is settled after it. */
export function controlPlanned(run: PlannedRun, request: ControlRequest, now: number): RunDecision<PlannedRun> {
  const { state, events } = changeControl(run, request, now);
  const aborted = state.control.state === 'Aborted' && run.control.state !== 'Aborted';
  return decided(aborted ? { ...state, abortReason: abortReasonOf(request) } : state, ...events);
}

/** Followed and numbered, or refused with the reason. */
function changeControl<Run extends LiveRun>(run: Run, request: ControlRequest, now: number): RunDecision<Run> {
  const refusal = refusalOf(run, request, now);
  if (refusal !== undefined) return refuse(run, request, refusal);
  const control = { ...run.control, seq: run.control.seq + 1, state: stateAfter[request.action] };
  return decided(
    { ...run, control },
    {
      type: 'RunControlChanged', seq: control.seq, state: control.state, halted: control.haltedWaves.length,
      by: request.by, reason: keptText(request.reason),
    },
  );
}

function refuse<Run extends RunState>(run: Run, { action, by }: ControlRequest, reason: string): RunDecision<Run> {
  return decided(run, { type: 'RunControlRefused', action, by, reason });
}

function abortReasonOf({ by, reason }: ControlRequest): string {
  return shortTextOf(`aborted by ${by.id}: ${keptText(reason)}`);
}
