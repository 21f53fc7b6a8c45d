import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import { findingsKeyOf } from '#shared/domain/run-objects.ts';
import { instancesVerified } from '#shared/events/instances-verified.ts';
import type { CheckRecipe, CheckState } from '../core/check-state.ts';

export function renderVerified({ evidenceLook, ...answer }: CheckRecipe, state: CheckState): Fact {
  const { runId, wave, target, accountId, region, command } = state;
  const identity = { runId, wave, target, accountId, region, command };
  return fact(instancesVerified, { ...identity, ...answer, findingsKey: findingsKeyOf({ ...identity, look: evidenceLook }) });
}
