import { advance, type Advanced } from '#shared/choreography/advance.ts';

import { answerAgain, openRun, TOO_LATE } from '../core/request/decide-request.ts';
import type { Opening } from '../core/request/opening.ts';
import { readRequest, type RunRequest } from '../core/request/read-request.ts';
import type { RunEffect } from '../core/run/run-decision.ts';
import type { RunState } from '../core/run/run-state.ts';
import { runKeyOf } from './planner-aggregates.ts';
import { nameInAlarms } from './name-in-alarms.ts';
import type { PlannerEffects } from './planner-effects.ts';
import { keepDefinition } from './run-objects.ts';
import { takePolicyFor } from './take-policy.ts';

/** A request opens its run, or is answered again where the run exists. */
export async function onRunRequested(effects: PlannerEffects, request: RunRequest): Promise<Advanced<RunState, RunEffect>> {
  const key = runKeyOf(request.runId);
  const known = await effects.runs.items.load(key);
  if (known !== undefined) return advance(effects.runs, key, answerAgain);
  const opening = await openingOf(effects, request);
  return advance(effects.runs, key, (run, now) => (run === undefined ? openRun(opening, now) : answerAgain(run)));
}

async function openingOf(effects: PlannerEffects, request: RunRequest): Promise<Opening> {
  const { runId, requestedBy, notAfter, definitionKey } = request;
  const read = readRequest(request, definitionKey === undefined ? undefined : await effects.objects.read(definitionKey), effects.runs.clock.now());
  if (!read.ok) return { head: { runId, requestedBy, policyName: read.policyName }, notAfter, verdict: { ok: false, reasons: read.reasons } };
  // Past its time a request must not even take the policy: the write would refuse it all the same.
  const late = effects.runs.clock.now() > notAfter;
  const { policyName } = read.definition;
  const taken = late ? TOO_LATE : await takePolicyFor(effects, { policyName, runId, notAfter });
  if (taken !== undefined) return { head: { runId, requestedBy, policyName }, notAfter, verdict: { ok: false, reasons: [taken] } };
  const definition = await keepDefinition(effects.objects, runId, read.definition);
  await nameInAlarms(effects, { runId, notAfter, definition });
  return {
    head: { runId, requestedBy, policyName: definition.policyName },
    notAfter,
    verdict: { ok: true, runTimeoutMinutes: definition.runTimeoutMinutes },
  };
}
