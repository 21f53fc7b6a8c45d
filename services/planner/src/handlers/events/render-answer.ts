import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';
import { runAccepted } from '#shared/events/run-accepted.ts';
import { runRejected } from '#shared/events/run-rejected.ts';

import type { RunState } from '../../core/run/run-state.ts';
import { readDefinition } from '../run-objects.ts';
import { acceptedRun } from './run-with.ts';

/** The planner's yes or no: a run that was refused stays so, and one that was accepted never becomes it. */
export async function renderAnswer(objects: ObjectStore, run: RunState): Promise<readonly Fact[]> {
  if (run.phase === 'rejected') {
    const { runId, policyName, requestedBy, reasons } = run;
    return [fact(runRejected, { runId, policyName, requestedBy, reasons: [...reasons] })];
  }
  const { runId, policyName, requestedBy, endsBefore } = acceptedRun(run);
  const { waves } = await readDefinition(objects, runId);
  return [fact(runAccepted, { runId, policyName, requestedBy, waves: waves.map(({ name }) => name), endsBefore })];
}
