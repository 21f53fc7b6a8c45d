import { advance } from '#shared/choreography/advance.ts';
import type { QueueService } from '#shared/choreography/handle-records.ts';
import type { Message } from '#shared/choreography/message.ts';
import { onTick } from '#shared/choreography/tick.ts';
import type { EventContract } from '#shared/events/contract.ts';
import { runControlChanged } from '#shared/events/run-control-changed.ts';
import { targetCompleted } from '#shared/events/target-completed.ts';
import { targetProgressed } from '#shared/events/target-progressed.ts';
import { waveStarted } from '#shared/events/wave-started.ts';

import type { WaveInput } from '../core/decide-wave.ts';
import { noteRunWord, runWavesKeyOf, wavesOf, type RunWord } from '../core/run-waves.ts';
import { waveKeyOf, waveOfKey } from '../core/wave-key.ts';
import { admissionEffects, type AdmissionEffects, type AdmissionKit } from './admission-effects.ts';
import { advanceWave } from './advance-wave.ts';

/** Which targets start now, and when a wave is done or must halt. */
export function admissionService(kit: AdmissionKit): QueueService {
  const effects = admissionEffects(kit);
  return {
    contracts: [waveStarted, runControlChanged, targetProgressed, targetCompleted] as readonly EventContract<unknown>[],
    groupOf,
    onTick: () => onTick(kit),
    async onGroup(group, messages) {
      const wave = waveOfKey(group);
      if (wave === undefined) return onRunControl(effects, messages);
      const starting = startingWords(messages);
      for (const word of starting) await noteWord(effects, word);
      await advanceWave(effects, wave, messages.flatMap(inputOf));
      // A word that came while the wave was being created found no wave to tell.
      if (starting.length > 0) await advanceWave(effects, wave, []);
    },
  };
}

function groupOf(message: Message): string {
  if (message.kind === 'due') return message.due.key;
  if (message.kind !== 'event') return message.kind;
  const data = message.detail.data as { runId: string; wave: string };
  return message.detailType === runControlChanged.detailType ? runWavesKeyOf(data.runId) : waveKeyOf(data);
}

/** The word is kept before the waves are told, so that a wave which starts later, or is starting now, reads it. */
async function onRunControl(effects: AdmissionEffects, messages: readonly Message[]): Promise<void> {
  for (const { runId, control } of messages.flatMap((message) => dataOf(message, runControlChanged))) {
    const run = await noteWord(effects, { runId, control });
    for (const wave of wavesOf(run)) await advanceWave(effects, { runId, wave }, []);
  }
}

async function noteWord(effects: AdmissionEffects, word: RunWord) {
  const { state } = await advance(effects.runWaves, runWavesKeyOf(word.runId), (before) => noteRunWord(before, word));
  return state;
}

function startingWords(messages: readonly Message[]): RunWord[] {
  return messages
    .flatMap((message) => dataOf(message, waveStarted))
    .map(({ runId, wave, control }) => ({ runId, wave, control }));
}

function inputOf(message: Message): WaveInput[] {
  if (message.kind === 'due') return [{ type: 'due' }];
  return [
    ...dataOf(message, waveStarted).map((order): WaveInput => ({ type: 'started', order })),
    ...dataOf(message, targetProgressed).map((target): WaveInput => ({ type: 'progressed', target })),
    ...dataOf(message, targetCompleted).map((target): WaveInput => ({ type: 'completed', target })),
  ];
}

/** The data of a message of this contract; empty for all others. */
function dataOf<Data>(message: Message, contract: EventContract<Data>): Data[] {
  return message.kind === 'event' && message.detailType === contract.detailType ? [message.detail.data as Data] : [];
}
