import type { Attention } from '#shared/domain/attention.ts';
import type { DataOf } from '#shared/events/contract.ts';
import { runCompleted } from '#shared/events/run-completed.ts';
import { runControlChanged } from '#shared/events/run-control-changed.ts';
import { waveHalted } from '#shared/events/wave-halted.ts';
import type { Heard } from '../reading/fold.ts';
import { isHaltOfRun } from '../reading/halt-of-run.ts';
import { raisedIn, raiserOf, type Raiser } from './raiser.ts';

export const WHOLE_RUN = 'the run';

/** What facts about a run or its waves call for a person. */
export function raisedByRun(facts: readonly Heard[]): Attention[] {
  return raisedIn(raisers, facts);
}

const raisers: readonly Raiser[] = [
  raiserOf(waveHalted, ({ wave, detail }, at) => ({ kind: 'WaveHalted', subject: `wave ${wave}`, detail, at })),

  raiserOf(runControlChanged, (word, at) =>
    isHaltOfRun(word) ? { kind: 'RunHalted', subject: WHOLE_RUN, detail: word.reason, at } : undefined,
  ),

  raiserOf(runCompleted, (run) =>
    run.status === 'Completed' ? undefined : { kind: 'RunEndedBadly', subject: WHOLE_RUN, detail: endingOf(run), at: run.endedAt },
  ),
];

function endingOf({ status, reason }: DataOf<typeof runCompleted>): string {
  return reason === '' ? `It ended as ${status}.` : `It ended as ${status}: ${reason}`;
}
