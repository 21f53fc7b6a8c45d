import { advance } from '#shared/choreography/advance.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';

import { budgetKeyOf, holdersOf, type BudgetLedger } from '../core/budget-ledger.ts';
import { budgetInWords } from '../core/budget-words.ts';
import { lentGroupsOf } from '../core/candidates.ts';
import type { Refusal } from '../core/hold-targets.ts';
import { isServed, takeShares, type Take } from '../core/lend-share.ts';
import { planLending, type LendingPlan, type LendingQuestion, type Missing } from '../core/plan-lending.ts';
import { returnAllOf } from '../core/return-share.ts';
import { RETRY_HELD_MS } from '../core/wave-clock.ts';
import { waveKeyOf } from '../core/wave-key.ts';
import type { AdmissionEffects } from './admission-effects.ts';
import { readLedgers } from './budget-ledgers.ts';
import { closeForgetful } from './close-ledgers.ts';

export interface Lending extends LendingQuestion {
  runId: string;
  /** When the run was created, epoch ms. */
  runStartedAt: number | undefined;
  /** All of the wave, for the words of a refusal. */
  targets: readonly PlannedTarget[];
}

/**
 * Takes the shares that the askers need, and says who goes without. What it takes for a target that cannot have all of
 * its groups is given back once the wave is saved (`returnUnused`), like all that a crash leaves here.
 */
export async function lendShares(effects: AdmissionEffects, lending: Lending): Promise<Refusal[]> {
  const { runId, askers, targets, wave } = lending;
  const groups = askers.flatMap(lentGroupsOf).map(({ name }) => name);
  if (effects.restores !== undefined) await closeForgetful(effects, lending, askers.flatMap(lentGroupsOf));
  const planNow = async () => planLending(await readLedgers(effects.budgets, runId, groups), lending);
  let plan = await planNow();
  if (await clearEndedWaves(effects, lending, plan.refused)) plan = await planNow();
  const missing = [...plan.refused, ...(await take(effects, lending, plan))];
  const now = effects.clock.now();
  return missing.map(({ target, group, ledger }) => ({
    ordinal: target.ordinal, reason: 'BudgetFull', until: now + RETRY_HELD_MS, by: budgetInWords({ group, ledger, wave, targets }),
  }));
}

/** In the order of the names, so that two handlers that need the same groups meet at the first of them. */
async function take(effects: AdmissionEffects, { runId, askers }: Lending, plan: LendingPlan): Promise<Missing[]> {
  const missing: Missing[] = [];
  for (const [group, planned] of [...plan.takes].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const takes = planned.filter((one) => !missing.some(({ target }) => target.ordinal === one.target));
    const { state } = await advance(effects.budgets, budgetKeyOf(runId, group), (ledger) => takeShares(ledger, takes));
    missing.push(...notServed({ group, ledger: state, takes }, askers));
  }
  return missing;
}

interface Taken {
  group: string;
  ledger: BudgetLedger | undefined;
  takes: readonly Take[];
}

/** Somebody else was quicker than this handler's reading. */
function notServed({ group, ledger, takes }: Taken, askers: readonly PlannedTarget[]): Missing[] {
  if (ledger === undefined) return [];
  const left = takes.filter((one) => !isServed(ledger, one)).map(({ target }) => target);
  return askers.filter(({ ordinal }) => left.includes(ordinal)).map((target) => ({ target, group, ledger }));
}

/** A wave that ended with its handler dying may have left shares behind. True when any came free. */
async function clearEndedWaves(effects: AdmissionEffects, { runId, wave }: Lending, refused: readonly Missing[]): Promise<boolean> {
  let isAnyFree = false;
  for (const [group, ledger] of new Map(refused.map((missing) => [missing.group, missing.ledger]))) {
    const others = new Set(holdersOf(ledger).map((holder) => holder.wave).filter((other) => other !== wave));
    for (const other of others) {
      if (!(await hasEnded(effects, { runId, wave: other }))) continue;
      await advance(effects.budgets, budgetKeyOf(runId, group), (before) => returnAllOf(before, other));
      isAnyFree = true;
    }
  }
  return isAnyFree;
}

async function hasEnded(effects: AdmissionEffects, wave: { runId: string; wave: string }): Promise<boolean> {
  return (await effects.waves.items.load(waveKeyOf(wave)))?.state.ending !== undefined;
}
