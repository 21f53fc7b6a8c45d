import { advance } from '#shared/choreography/advance.ts';
import { emptyBitmap, hasBit } from '#shared/domain/bitmap.ts';
import { unpackShares } from '#shared/domain/budget.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';

import { budgetKeyOf } from '../core/budget-ledger.ts';
import { lentGroupsOf } from '../core/candidates.ts';
import type { WaveInput } from '../core/decide-wave.ts';
import type { LedgerDecision } from '../core/lend-share.ts';
import { returnForGood, returnPart, returnUnused } from '../core/return-share.ts';
import { wavesOf, type RunWaves } from '../core/run-waves.ts';
import { waveKeyOf } from '../core/wave-key.ts';
import type { WaveState } from '../core/wave-state.ts';
import type { AdmissionEffects } from './admission-effects.ts';

type Told = Extract<WaveInput, { type: 'progressed' | 'completed' }>;

/**
 * Notes in the ledgers what targets in flight are done with. Before the wave is saved: a wave that still takes its
 * target for one in flight asks it again, and hears the same. True when any ledger has changed.
 */
export async function returnShares(
  effects: AdmissionEffects,
  state: WaveState | undefined,
  inputs: readonly WaveInput[],
): Promise<boolean> {
  const told = inputs.filter((input): input is Told => input.type === 'progressed' || input.type === 'completed');
  if (state === undefined || told.length === 0) return false;
  const targets = await effects.wavePlans.targetsOf(state.order.waveKey);
  let hasChanged = false;
  for (const { type, target: { target: ordinal, kept } } of told) {
    if (!hasBit(state.admitted, ordinal)) continue;
    const shares = unpackShares(kept);
    const note = type === 'completed' ? returnForGood : returnPart;
    for (const [index, { name }] of lentGroupsOf(targets[ordinal]).entries()) {
      await advance(effects.budgets, budgetKeyOf(state.order.runId, name), (ledger) => {
        const decision: LedgerDecision = note(ledger, { wave: state.order.wave, target: ordinal, kept: shares[index] });
        hasChanged ||= decision !== undefined;
        return decision;
      });
    }
  }
  return hasChanged;
}

/** The run's waves of which a target waits for a budget, but for its own, which asks anyway. */
export async function wavesWaitingForShares(
  effects: AdmissionEffects,
  run: RunWaves | undefined,
  { runId, wave: own }: { runId: string; wave: string },
): Promise<{ runId: string; wave: string }[]> {
  const others = wavesOf(run).filter((wave) => wave !== own).map((wave) => ({ runId, wave }));
  const states = await Promise.all(others.map((name) => effects.waves.items.load(waveKeyOf(name))));
  return others.filter((_, index) => (states[index]?.state.budgetHeld ?? emptyBitmap) !== emptyBitmap);
}

/** Gives back what these targets, none of which has started, took up to this round. */
export async function returnLent(
  effects: AdmissionEffects,
  { runId, wave, round }: { runId: string; wave: string; round: number },
  targets: readonly PlannedTarget[],
): Promise<void> {
  const ordinals = targets.map(({ ordinal }) => ordinal);
  for (const group of new Set(targets.flatMap(lentGroupsOf).map(({ name }) => name))) {
    await advance(effects.budgets, budgetKeyOf(runId, group), (ledger) => returnUnused(ledger, { wave, targets: ordinals, round }));
  }
}
