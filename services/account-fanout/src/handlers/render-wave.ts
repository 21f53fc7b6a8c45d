import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';
import { waveCompleted } from '#shared/events/wave-completed.ts';
import { waveHalted } from '#shared/events/wave-halted.ts';
import { waveProgressed } from '#shared/events/wave-progressed.ts';

import type { WaveRecipe, WaveState } from '../core/wave-state.ts';
import { renderAdmitted, type LentTo } from './render-admitted.ts';
import { renderHeld } from './render-held.ts';
import type { WavePlans } from './wave-plans.ts';

/** What an event may be made of beside the wave's item: nothing here changes while a target is in flight. */
export interface RenderSources {
  wavePlans: WavePlans;
  lentTo: LentTo;
}

export async function renderWave({ wavePlans, lentTo }: RenderSources, recipe: WaveRecipe, state: WaveState): Promise<readonly Fact[]> {
  switch (recipe.type) {
    case 'TargetsAdmitted': return renderAdmitted(lentTo, await targetsOf(wavePlans, recipe.ordinals, state), state);
    case 'TargetHeld': return renderHeld(await targetsOf(wavePlans, recipe.ordinals, state), recipe, state);
    case 'WaveHalted': return renderHalted(recipe, state);
    case 'WaveProgressed': return renderProgressed(recipe, state);
    case 'WaveCompleted': return renderCompleted(recipe, state);
  }
}

async function targetsOf(plans: WavePlans, ordinals: readonly number[], state: WaveState): Promise<PlannedTarget[]> {
  const targets = await plans.targetsOf(state.order.waveKey);
  return ordinals.map((ordinal) => targets[ordinal]).filter((target) => target !== undefined);
}

function renderHalted({ halt }: Extract<WaveRecipe, { type: 'WaveHalted' }>, { order }: WaveState): Fact[] {
  const { accountId, region, errors, errorsAllowed, scope } = halt;
  const found = scope === 'wave' ? `the wave as a whole: found ${String(errors)} errors, the last in ${accountId} ${region}` : `${accountId} ${region}: found ${String(errors)} errors`;
  const detail = `${found}, expected at most ${String(errorsAllowed)}. Targets in work end; no further one starts.`;
  const ofWave = scope === undefined ? {} : { scope };
  return [fact(waveHalted, { runId: order.runId, wave: order.wave, accountId, region, errors, errorsAllowed, detail, ...ofWave })];
}

function renderProgressed({ step, errors }: Extract<WaveRecipe, { type: 'WaveProgressed' }>, { order }: WaveState): Fact[] {
  return [fact(waveProgressed, { runId: order.runId, wave: order.wave, step, planned: order.instances, errors })];
}

function renderCompleted(
  { ending }: Extract<WaveRecipe, { type: 'WaveCompleted' }>,
  { order, outcomes, commands }: WaveState,
): Fact[] {
  const { runId, wave, instances } = order;
  return [fact(waveCompleted, { runId, wave, planned: instances, outcomes, commands, ending })];
}
