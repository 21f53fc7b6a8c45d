import { advance, type Aggregate } from '#shared/choreography/advance.ts';
import type { QueueService } from '#shared/choreography/handle-records.ts';
import { aggregateOf, type HubKit } from '#shared/choreography/hub-kit.ts';
import type { Message } from '#shared/choreography/message.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';
import { onTick } from '#shared/choreography/tick.ts';
import { commandReported } from '#shared/events/command-reported.ts';
import { checkKeyOf, dueAt, type CheckRecipe, type CheckState, type Question } from '../core/check-state.ts';
import { decideCheck, hear, lookToMake, type Reading } from '../core/decide-check.ts';
import type { SpokeEvidence } from '../effects/spoke-evidence.ts';
import { makeLook } from './make-look.ts';
import { renderVerified } from './render-verified.ts';

export interface CheckingEffects extends HubKit {
  objects: ObjectStore;
  evidence: SpokeEvidence;
}

type Checks = Aggregate<CheckState, CheckRecipe>;

/** Looks at commands: one read and one write per question, however often it was delivered. */
export function createChecking(effects: CheckingEffects): QueueService {
  const checks: Checks = aggregateOf<CheckState, CheckRecipe>(effects, {
    runIdOf: ({ runId }) => runId,
    dueAt,
    render: (recipe, state) => Promise.resolve([renderVerified(recipe, state)]),
  });
  return {
    contracts: [commandReported],
    groupOf,
    async onGroup(key, messages) {
      const question = newestQuestion(messages);
      const reading = await read({ ...effects, checks }, key, question);
      await advance(checks, key, (state, now) => decideCheck(state, { question, reading }, now));
    },
    onTick: () => onTick(effects),
  };
}

function groupOf(message: Message): string {
  if (message.kind === 'due') return message.due.key;
  if (message.kind === 'event') return checkKeyOf(message.detail.data as Question);
  throw new Error(`checking: found a ${message.kind} message, expected CommandReported or Due. Check the queue's rules.`);
}

function newestQuestion(messages: readonly Message[]): Question | undefined {
  const questions = messages.flatMap((message) => (message.kind === 'event' ? [message.detail.data as Question] : []));
  return questions.reduce<Question | undefined>((newest, one) => (one.look > (newest?.look ?? -1) ? one : newest), undefined);
}

async function read(effects: CheckingEffects & { checks: Checks }, key: string, question: Question | undefined): Promise<Reading | undefined> {
  const item = await effects.checks.items.load(key);
  const now = effects.clock.now();
  const state = hear(item?.state, question, now);
  const look = state === undefined ? undefined : lookToMake(state, now);
  return state === undefined || look === undefined ? undefined : makeLook(effects, state, look);
}
