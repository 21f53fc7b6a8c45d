import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';
import { targetHeld } from '#shared/events/target-held.ts';
import { ADMISSION_CHUNK_TARGETS_MAX, targetsAdmitted } from '#shared/events/targets-admitted.ts';
import { waveCompleted } from '#shared/events/wave-completed.ts';
import { waveHalted } from '#shared/events/wave-halted.ts';

import { inChunks } from '../core/admitted-recipes.ts';
import type { WaveRecipe, WaveState } from '../core/wave-state.ts';
import type { WavePlans } from './wave-plans.ts';

export async function renderWave(plans: WavePlans, recipe: WaveRecipe, state: WaveState): Promise<readonly Fact[]> {
  switch (recipe.type) {
    case 'TargetsAdmitted': return renderAdmitted(await targetsOf(plans, recipe.ordinals, state), state);
    case 'TargetHeld': return renderHeld(await targetsOf(plans, recipe.ordinals, state), recipe, state);
    case 'WaveHalted': return renderHalted(recipe, state);
    case 'WaveCompleted': return renderCompleted(recipe, state);
  }
}

async function targetsOf(plans: WavePlans, ordinals: readonly number[], state: WaveState): Promise<PlannedTarget[]> {
  const targets = await plans.targetsOf(state.order.waveKey);
  return ordinals.map((ordinal) => targets[ordinal]).filter((target) => target !== undefined);
}

function renderAdmitted(targets: readonly PlannedTarget[], state: WaveState): Fact[] {
  const { runId, wave, waveHash, approvedHash, options, maxConcurrency, maxErrors, validUntil, notAfter } = state.order;
  return inChunks(targets, ADMISSION_CHUNK_TARGETS_MAX).map((chunk) =>
    fact(targetsAdmitted, {
      runId, wave, waveHash, approvedHash, targets: chunk.map(({ ordinal, accountId, region, sliceKey, sliceSha256, instances }) => ({ ordinal, accountId, region, sliceKey, sliceSha256, instances })), options, maxConcurrency, maxErrors,
      control: state.control, validUntil, notAfter,
    }),
  );
}

type Held = Extract<WaveRecipe, { type: 'TargetHeld' }>;

function renderHeld(targets: readonly PlannedTarget[], { reason, until, by }: Held, state: WaveState): Fact[] {
  const { runId, wave } = state.order;
  return targets.map(({ ordinal, accountId, region }) =>
    fact(targetHeld, { runId, wave, target: ordinal, accountId, region, reason, detail: heldInWords(reason, by), until }),
  );
}

function heldInWords(reason: Held['reason'], by: string): string {
  return reason === 'LockedByAnotherRun'
    ? `${by} works in this account and region; it is tried again every 5 minutes.`
    : 'Twice in a row not one instance could be reached here. Check the spoke role and the agents there; it is tried again by itself.';
}

function renderHalted({ halt }: Extract<WaveRecipe, { type: 'WaveHalted' }>, { order }: WaveState): Fact[] {
  const { accountId, region, errors, errorsAllowed } = halt;
  const detail = `${accountId} ${region}: found ${String(errors)} errors, expected at most ${String(errorsAllowed)}. Targets in work end; no further one starts.`;
  return [fact(waveHalted, { runId: order.runId, wave: order.wave, accountId, region, errors, errorsAllowed, detail })];
}

function renderCompleted(
  { ending }: Extract<WaveRecipe, { type: 'WaveCompleted' }>,
  { order, outcomes, commands }: WaveState,
): Fact[] {
  const { runId, wave, instances } = order;
  return [fact(waveCompleted, { runId, wave, planned: instances, outcomes, commands, ending })];
}
