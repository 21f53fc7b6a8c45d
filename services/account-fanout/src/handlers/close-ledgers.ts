import { advance } from '#shared/choreography/advance.ts';
import { hasBit, type Bitmap } from '#shared/domain/bitmap.ts';

import { budgetKeyOf, closedLedger, holdersOf, type Holder } from '../core/budget-ledger.ts';
import type { LentGroup } from '../core/candidates.ts';
import { becomes } from '../core/lend-share.ts';
import { waveKeyOf } from '../core/wave-key.ts';
import type { AdmissionEffects } from './admission-effects.ts';
import { readLedgers } from './budget-ledgers.ts';
import { isForgetful } from './forgetful.ts';

interface Run {
  runId: string;
  runStartedAt: number | undefined;
}

/** A restored ledger may have forgotten shares that were lent, and members that did not come back: nothing more is lent. */
export async function closeForgetful(effects: AdmissionEffects, run: Run, groups: readonly LentGroup[]): Promise<void> {
  if (!(await isForgetful(effects, run))) return;
  const { runId } = run;
  const ledgers = await readLedgers(effects.budgets, runId, groups.map(({ name }) => name));
  const waves = [...ledgers.values()].flatMap((ledger) => holdersOf(ledger).map(({ wave }) => wave));
  const isAdmitted = await admittedIn(effects, runId, [...new Set(waves)]);
  for (const { name, limit } of new Map(groups.map((group) => [group.name, group])).values()) {
    await advance(effects.budgets, budgetKeyOf(runId, name), (ledger) => becomes(ledger, closedLedger(ledger, limit, isAdmitted)));
  }
}

async function admittedIn({ waves }: AdmissionEffects, runId: string, names: readonly string[]): Promise<(holder: Holder) => boolean> {
  const admitted = new Map<string, Bitmap>();
  for (const wave of names) {
    const item = await waves.items.load(waveKeyOf({ runId, wave }));
    if (item !== undefined) admitted.set(wave, item.state.admitted);
  }
  return ({ wave, target }) => {
    const ofWave = admitted.get(wave);
    return ofWave !== undefined && hasBit(ofWave, target);
  };
}
