import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import { countOutcomes } from '#shared/domain/outcome-counts.ts';
import { outcomesKeyOf } from '#shared/domain/run-objects.ts';
import type { TargetOutcomes } from '#shared/domain/target-outcomes.ts';
import { commandReported } from '#shared/events/command-reported.ts';
import { targetCompleted } from '#shared/events/target-completed.ts';
import { targetProgressed } from '#shared/events/target-progressed.ts';

import { openCommandOf } from '../core/open-command.ts';
import { ordinalsOf } from '../core/ordinal-ranges.ts';
import type { EndedTarget, TargetFacts, TargetRecipe, TargetState } from '../core/target-state.ts';
import type { PatchingEffects } from './patching-effects.ts';
import { idsOf, plannedSlice } from './planned-slice.ts';

type Objects = Pick<PatchingEffects, 'objects'>;

/** The events that an outbox entry of a target promises. */
export async function targetFacts(objects: Objects, recipe: TargetRecipe, state: TargetState): Promise<readonly Fact[]> {
  switch (recipe.event) {
    case 'CommandReported':
      return lookAsked(objects, recipe, state);
    case 'TargetProgressed': {
      const { step, errors, outcomes } = recipe;
      const { planned, errorsAllowed } = state;
      return [fact(targetProgressed, { ...identityOf(state), step, planned, outcomes, errors, errorsAllowed })];
    }
    case 'TargetCompleted':
      return state.status === 'Ended' ? [await completed(objects, state)] : [];
  }
}

type LookAsked = Extract<TargetRecipe, { event: 'CommandReported' }>;

/** Nothing once the command is closed: an earlier answer came after all, and there is no more to ask. */
async function lookAsked(objects: Objects, recipe: LookAsked, state: TargetState): Promise<readonly Fact[]> {
  const command = openCommandOf(state.commands, recipe.command);
  if (command?.phase !== 'Sent') return [];
  const { commandId, sentAt, expiresAt } = command;
  const instanceIds = idsOf(await plannedSlice(objects, state), ordinalsOf(command.instances));
  const { options } = state;
  return [
    fact(commandReported, {
      ...identityOf(state), command: recipe.command, look: recipe.look, commandId, instanceIds, options, sentAt, expiresAt,
    }),
  ];
}

/** The outcomes object first, since the event names it; an ended target never changes, so neither does the object. */
async function completed({ objects }: Objects, state: EndedTarget): Promise<Fact> {
  const { outcomes, causes, attempts, planned, counters: commands, errors, errorsAllowed, startedAt, endedAt } = state;
  const outcomesKey = outcomesKeyOf(state);
  await objects.putOnce(outcomesKey, { ...identityOf(state), outcomes, causes, attempts } satisfies TargetOutcomes);
  return fact(targetCompleted, {
    ...identityOf(state), planned, outcomes: countOutcomes(outcomes), commands, errors, errorsAllowed, outcomesKey,
    startedAt, endedAt,
  });
}

function identityOf({ runId, wave, target, accountId, region }: TargetFacts) {
  return { runId, wave, target, accountId, region };
}
