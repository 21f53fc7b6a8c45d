import { advance } from '#shared/choreography/advance.ts';

import { candidatesOf } from '../core/candidates.ts';
import type { CompletedTarget } from '../core/complete-target.ts';
import { decideWave, type WaveInput } from '../core/decide-wave.ts';
import { runWavesKeyOf, type RunWaves } from '../core/run-waves.ts';
import { isClosed } from '../core/stop-reason.ts';
import { waveKeyOf } from '../core/wave-key.ts';
import type { WaveOrder, WaveState } from '../core/wave-state.ts';
import type { AdmissionEffects } from './admission-effects.ts';
import { isForgetful } from './forgetful.ts';
import { giveBackCompleted, giveBackSpare, giveBackUnused } from './give-back.ts';
import { askPermits } from './permits.ts';
import { returnShares, wavesWaitingForShares } from './return-shares.ts';

interface WaveName {
  runId: string;
  wave: string;
}

/**
 * One step of a wave, in one save: the core names the targets that may start, their locks and budget shares are taken,
 * and the core decides again with the answers. The run's control is read each time, because it may be newer than any
 * message here.
 */
export async function advanceWave(
  effects: AdmissionEffects,
  name: WaveName,
  messages: readonly WaveInput[],
): Promise<void> {
  const key = waveKeyOf(name);
  const run = await effects.runWaves.items.load(runWavesKeyOf(name.runId));
  const before = (await effects.waves.items.load(key))?.state;
  const hasShareReturned = await returnShares(effects, before, messages);
  const inputs = [...messages, ...controlOf(run?.state), ...(await restoredInput(effects, orderIn(before, messages)))];
  const permitted = await permittedInput(effects, before, inputs);
  const { state, effects: unused } = await advance(effects.waves, key, (newest, now) => decideWave(newest, [...inputs, ...permitted], now));
  if (state === undefined) return;
  for (const one of unused) await giveBackUnused(effects, state, one);
  await giveBackCompleted(effects, state, completedTargets(messages));
  await giveBackSpare(effects, state, permitted.flatMap(({ permits }) => permits.granted));
  const waiting = hasShareReturned ? await wavesWaitingForShares(effects, run?.state, name) : [];
  for (const other of waiting) await advanceWave(effects, other, [{ type: 'shareReturned' }]);
}

function controlOf(run: RunWaves | undefined): WaveInput[] {
  return run === undefined ? [] : [{ type: 'controlled', control: run.control }];
}

async function restoredInput(effects: AdmissionEffects, order: WaveOrder | undefined): Promise<WaveInput[]> {
  return (await isForgetful(effects, order)) ? [{ type: 'restored' }] : [];
}

type Permitted = Extract<WaveInput, { type: 'permitted' }>;

async function permittedInput(
  effects: AdmissionEffects,
  before: WaveState | undefined,
  inputs: readonly WaveInput[],
): Promise<Permitted[]> {
  const preview = decideWave(before, inputs, effects.clock.now())?.state ?? before;
  if (preview === undefined || isClosed(preview)) return [];
  const targets = await effects.wavePlans.targetsOf(preview.order.waveKey);
  const candidates = candidatesOf(preview, targets);
  if (candidates.length === 0) return [];
  return [{ type: 'permitted', permits: await askPermits(effects, preview, { candidates, targets }), targets }];
}

function orderIn(before: WaveState | undefined, messages: readonly WaveInput[]): WaveOrder | undefined {
  return before?.order ?? messages.find((message) => message.type === 'started')?.order;
}

function completedTargets(inputs: readonly WaveInput[]): CompletedTarget[] {
  return inputs.flatMap((input) => (input.type === 'completed' ? [input.target] : []));
}
