import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import { countOutcomes } from '#shared/domain/outcome-counts.ts';
import { outcomesKeyOf } from '#shared/domain/run-objects.ts';
import type { TargetOutcomes } from '#shared/domain/target-outcomes.ts';
import { commandReported } from '#shared/events/command-reported.ts';
import { sendingHeld } from '#shared/events/sending-held.ts';
import { sendingResumed } from '#shared/events/sending-resumed.ts';
import { targetCompleted } from '#shared/events/target-completed.ts';
import { targetProgressed } from '#shared/events/target-progressed.ts';

import { holdWords } from '../core/hold-words.ts';
import { openCommandOf } from '../core/open-command.ts';
import { ordinalsOf } from '../core/ordinal-ranges.ts';
import type { EndedTarget, TargetFacts, TargetRecipe, TargetState } from '../core/target-state.ts';
import type { Patching } from './patching-effects.ts';
import { idsOf } from './planned-slices.ts';

type Bucket = Pick<Patching, 'objects' | 'slices'>;

/** The events that an outbox entry of a target promises. */
export async function targetFacts(bucket: Bucket, recipe: TargetRecipe, state: TargetState): Promise<readonly Fact[]> {
  switch (recipe.event) {
    case 'CommandReported':
      return lookAsked(bucket, recipe, state);
    case 'TargetProgressed':
      return [progressed(recipe, state)];
    case 'SendingHeld':
      return [await heldFact(bucket, recipe, state)];
    case 'SendingResumed':
      return [fact(sendingResumed, identityOf(state))];
    case 'TargetCompleted':
      return state.status === 'Ended' ? [await completed(bucket, state)] : [];
  }
}

type Progressed = Extract<TargetRecipe, { event: 'TargetProgressed' }>;

function progressed({ step, errors, outcomes, kept }: Progressed, state: TargetState): Fact {
  const { planned, errorsAllowed } = state;
  return fact(targetProgressed, { ...identityOf(state), step, planned, outcomes, errors, errorsAllowed, ...keptOf(kept) });
}

function keptOf(kept: string | undefined) {
  return kept === undefined ? {} : { kept };
}

type HeldSaid = Extract<TargetRecipe, { event: 'SendingHeld' }>;

async function heldFact({ slices }: Bucket, held: HeldSaid, state: TargetState): Promise<Fact> {
  const { reason, until } = held;
  const detail = holdWords({ held, target: state, slice: await slices.of(state) });
  return fact(sendingHeld, { ...identityOf(state), reason, detail, ...(until === undefined ? {} : { until }) });
}

type LookAsked = Extract<TargetRecipe, { event: 'CommandReported' }>;

/** Nothing once the command is closed: an earlier answer came after all, and there is no more to ask. */
async function lookAsked(bucket: Bucket, recipe: LookAsked, state: TargetState): Promise<readonly Fact[]> {
  const command = openCommandOf(state.commands, recipe.command);
  if (command?.phase !== 'Sent') return [];
  const { commandId, sentAt, expiresAt } = command;
  const instanceIds = idsOf(await bucket.slices.of(state), ordinalsOf(command.instances));
  const { options } = state;
  return [
    fact(commandReported, {
      ...identityOf(state), command: recipe.command, look: recipe.look, commandId, instanceIds, options, sentAt, expiresAt,
    }),
  ];
}

/** The outcomes object first, since the event names it; an ended target never changes, so neither does the object. */
async function completed({ objects }: Bucket, state: EndedTarget): Promise<Fact> {
  const { outcomes, causes, attempts, planned, counters: commands, errors, errorsAllowed, startedAt, endedAt, kept } = state;
  const outcomesKey = outcomesKeyOf(state);
  await objects.putOnce(outcomesKey, { ...identityOf(state), outcomes, causes, attempts } satisfies TargetOutcomes);
  return fact(targetCompleted, {
    ...identityOf(state), planned, outcomes: countOutcomes(outcomes), commands, errors, errorsAllowed, outcomesKey,
    startedAt, endedAt,
    ...keptOf(kept),
  });
}

function identityOf({ runId, wave, target, accountId, region }: TargetFacts) {
  return { runId, wave, target, accountId, region };
}
