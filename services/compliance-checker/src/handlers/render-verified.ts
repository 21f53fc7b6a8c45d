import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import { UNDECIDED } from '#shared/domain/outcomes.ts';
import { minutesDigitsAt, UNKNOWN_MINUTES } from '#shared/domain/packed-minutes.ts';
import { findingsKeyOf } from '#shared/domain/run-objects.ts';
import { instancesVerified } from '#shared/events/instances-verified.ts';
import type { CheckRecipe, CheckState } from '../core/check-state.ts';

export function renderVerified({ evidenceLook, ...answer }: CheckRecipe, state: CheckState): Fact {
  const { runId, wave, target, accountId, region, command } = state;
  const identity = { runId, wave, target, accountId, region, command };
  const minutes = minutesOf(answer.verdicts, state.minutes);
  return fact(instancesVerified, { ...identity, ...answer, minutes, findingsKey: findingsKeyOf({ ...identity, look: evidenceLook }) });
}

/** Of those who had their verdict when this was promised: the state may know of more by now. */
function minutesOf(verdicts: string, known: string): string {
  return Array.from(verdicts, (verdict, index) => (verdict === UNDECIDED ? UNKNOWN_MINUTES : minutesDigitsAt(known, index))).join('');
}
