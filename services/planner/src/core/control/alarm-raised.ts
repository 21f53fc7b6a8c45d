import type { PlanFacts } from '../plan/plan-facts.ts';
import { endWithoutPlan } from '../run/end-without-plan.ts';
import { haltRun } from '../run/halt-run.ts';
import type { AlarmRaised } from '../run/incoming.ts';
import { rejectedRun } from '../run/rejected-run.ts';
import { decided, type RunDecision } from '../run/run-decision.ts';
import type { PlannedRun, RunState } from '../run/run-state.ts';
import { shortTextOf } from '../run/texts.ts';
import { hasEnded } from './refusal-of.ts';

/** Bound of an identity in the contracts; the name of an alarm alone may have 255 characters. */
const ID_CHARACTERS_MAX = 200;

/** An alarm that the run's policy names stops a run with waves, all of it. */
export function alarmPlanned(run: PlannedRun, alarm: AlarmRaised, plan: PlanFacts): RunDecision<PlannedRun> | undefined {
  if (isOfAnotherTime(run, alarm)) return undefined;
  return haltRun(run, plan, { by: { kind: 'alarm', id: alarm.alarm.slice(0, ID_CHARACTERS_MAX) }, reason: reasonOf(alarm) });
}

/** Before there is a plan nothing is under way: the run ends at once. */
export function alarmUnplanned(run: Exclude<RunState, PlannedRun>, alarm: AlarmRaised, now: number): RunDecision | undefined {
  if (hasEnded(run) || isOfAnotherTime(run, alarm)) return undefined;
  const reason = reasonOf(alarm);
  return run.phase === 'resolving'
    ? decided(rejectedRun(run, [reason]), { type: 'RunRejected' })
    : decided(endWithoutPlan(run, { status: 'Halted', reason, now }), { type: 'RunCompleted' });
}

/** EventBridge cuts the time of an event down to the second. */
const SECOND_MS = 1000;

/**
 * A replay from before the run began says nothing about it: what is raised now is asked right before each send. In doubt,
 * within one second, the alarm is the run's.
 */
function isOfAnotherTime({ startedAt }: RunState, { at }: AlarmRaised): boolean {
  return at < Math.floor(startedAt / SECOND_MS) * SECOND_MS;
}

function reasonOf({ alarm, at }: AlarmRaised): string {
  return shortTextOf(`the alarm ${alarm} was raised at ${new Date(at).toISOString()}`);
}
