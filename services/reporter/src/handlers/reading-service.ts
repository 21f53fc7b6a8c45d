import { advance } from '#shared/choreography/advance.ts';
import type { QueueService } from '#shared/choreography/handle-records.ts';
import type { ItemStore } from '#shared/choreography/item.ts';
import type { Message } from '#shared/choreography/message.ts';
import { runReadKeyOf, waveReadKeyOf, type WaveProgress } from '#shared/domain/read-model.ts';
import type { Heard } from '../core/reading/fold.ts';
import { foldProgress, foldsOfProgress } from '../core/reading/fold-progress.ts';
import { foldsOfRun } from '../core/reading/fold-run.ts';
import { changed, keepRun, readModel, type ReadModelEffects } from './keep-run.ts';

export interface ReadingEffects extends ReadModelEffects {
  progress: ItemStore<WaveProgress, never>;
}

const progressEvents: ReadonlySet<string> = new Set(foldsOfProgress.map(({ contract }) => contract.detailType));

/** Folds what happens into what people read. Nothing here is awaited, so nothing is ever due. */
export function createReading(effects: ReadingEffects): QueueService {
  return {
    contracts: [...foldsOfRun.map(({ contract }) => contract), ...foldsOfProgress.map(({ contract }) => contract)],
    groupOf,
    async onGroup(_group, messages) {
      const facts = messages.flatMap(heardIn);
      const [first] = facts;
      if (first === undefined) return;
      const { runId, wave = '' } = first.data as { runId: string; wave?: string };
      if (progressEvents.has(first.detailType)) await keepProgress(effects, { runId, wave }, facts);
      else await keepRun(effects, runId, facts);
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

async function keepProgress(effects: ReadingEffects, wave: { runId: string; wave: string }, facts: readonly Heard[]): Promise<void> {
  await advance(readModel(effects, effects.progress), waveReadKeyOf(wave.runId, wave.wave), (state) =>
    changed(foldProgress(state, wave, facts)),
  );
}
