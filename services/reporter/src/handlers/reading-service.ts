import { advance } from '#shared/choreography/advance.ts';
import type { QueueService } from '#shared/choreography/handle-records.ts';
import type { HubKit } from '#shared/choreography/hub-kit.ts';
import type { Message } from '#shared/choreography/message.ts';
import { runReadKeyOf, waveReadKeyOf } from '#shared/domain/read-model.ts';
import { raisedByTargets } from '../core/attention/raised-by-targets.ts';
import type { Heard } from '../core/reading/fold.ts';
import { foldProgress, foldsOfProgress } from '../core/reading/fold-progress.ts';
import { foldsOfRun } from '../core/reading/fold-run.ts';
import { changed, keepRun } from './keep-run.ts';
import { lookAgain } from './look-again.ts';
import { readModels, type ReadModels } from './read-models.ts';

const progressEvents: ReadonlySet<string> = new Set(foldsOfProgress.map(({ contract }) => contract.detailType));

/** Folds what happens into what people read. The tick comes to reporting, which looks after these items too. */
export function createReading(kit: HubKit): QueueService {
  const models = readModels(kit);
  return {
    contracts: [...foldsOfRun.map(({ contract }) => contract), ...foldsOfProgress.map(({ contract }) => contract)],
    groupOf,
    async onGroup(group, messages) {
      const facts = messages.flatMap(heardIn);
      const [first] = facts;
      if (first !== undefined) await keepFacts(models, first, facts);
      if (messages.some(({ kind }) => kind === 'due')) await lookAgain(models, group);
    },
    onTick: () => Promise.resolve(),
  };
}

function groupOf(message: Message): string {
  if (message.kind === 'due') return message.due.key;
  if (message.kind !== 'event') throw new Error(`reading: found a ${message.kind} message, expected an event. Check the queue's rules.`);
  const { runId, wave = '' } = message.detail.data as { runId: string; wave?: string };
  return progressEvents.has(message.detailType) ? waveReadKeyOf(runId, wave) : runReadKeyOf(runId);
}

function heardIn(message: Message): Heard[] {
  if (message.kind !== 'event') return [];
  const { detailType, detail } = message;
  return [{ detailType, at: Date.parse(detail.metadata.occurredAt), data: detail.data }];
}

/** All facts of a group are of the same item. */
async function keepFacts(models: ReadModels, first: Heard, facts: readonly Heard[]): Promise<void> {
  const { runId, wave = '' } = first.data as { runId: string; wave?: string };
  if (progressEvents.has(first.detailType)) await keepProgress(models, { runId, wave }, facts);
  else await keepRun(models, { runId, facts, raised: [] });
}

/** What calls for a person follows from the facts alone, so that a message that comes again after a crash tells it again. */
async function keepProgress(models: ReadModels, wave: { runId: string; wave: string }, facts: readonly Heard[]): Promise<void> {
  await advance(models.progress, waveReadKeyOf(wave.runId, wave.wave), (state) => changed(foldProgress(state, wave, facts)));
  const raised = raisedByTargets(facts);
  if (raised.length > 0) await keepRun(models, { runId: wave.runId, facts: [], raised });
}
