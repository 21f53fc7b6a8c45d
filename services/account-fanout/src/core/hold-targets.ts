import { emptyBitmap, hasBit, withBit } from '#shared/domain/bitmap.ts';

import { inChunks } from './admitted-recipes.ts';
import { RETRY_HELD_MS } from './wave-clock.ts';
import type { HoldReason, WaveRecipe, WaveState, WaveStep } from './wave-state.ts';

export interface Refusal {
  ordinal: number;
  reason: HoldReason;
  /** When the hold ends at the latest, epoch ms. */
  until: number;
  /** Who holds the lock, or which budget is in whose use, in words; empty for a breaker. */
  by: string;
}

/** Beside the ordinals an entry has these words, so fewer of them fit into 256 bytes. */
const RECIPE_TARGETS_MAX: Record<HoldReason, number> = { LockedByAnotherRun: 15, LockedByAnotherWave: 15, BreakerOpen: 15, BudgetFull: 5 };

/** Held targets stop being candidates until the next retry, and each reason is said once. */
export function holdTargets(step: WaveStep, refusals: readonly Refusal[], now: number): WaveStep {
  const fresh = refusals.filter(({ ordinal }) => !hasBit(step.state.admitted, ordinal));
  if (fresh.length === 0) return step;
  const unsaid = fresh.filter(({ ordinal, reason }) => !hasBit(step.state.saidHeld[reason] ?? emptyBitmap, ordinal));
  const { state } = step;
  return {
    state: {
      ...state,
      held: ordinalsOf(fresh.filter(({ reason }) => reason !== 'BudgetFull')).reduce(withBit, state.held),
      budgetHeld: ordinalsOf(fresh.filter(({ reason }) => reason === 'BudgetFull')).reduce(withBit, state.budgetHeld),
      saidHeld: withSaid(state, unsaid),
      retryAt: state.retryAt ?? now + RETRY_HELD_MS,
    },
    events: [...step.events, ...heldRecipes(unsaid)],
  };
}

function ordinalsOf(refusals: readonly Refusal[]): number[] {
  return refusals.map(({ ordinal }) => ordinal);
}

function withSaid(state: WaveState, unsaid: readonly Refusal[]): WaveState['saidHeld'] {
  const said = { ...state.saidHeld };
  for (const { reason, ordinal } of unsaid) said[reason] = withBit(said[reason] ?? emptyBitmap, ordinal);
  return said;
}

function heldRecipes(refusals: readonly Refusal[]): WaveRecipe[] {
  const groups = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const name = `${refusal.reason} ${String(refusal.until)} ${refusal.by}`;
    groups.set(name, [...(groups.get(name) ?? []), refusal]);
  }
  return [...groups.values()].flatMap(recipesOfGroup);
}

/** All of a group have the same reason, end and holder. */
function recipesOfGroup(group: readonly Refusal[]): WaveRecipe[] {
  return group.slice(0, 1).flatMap(({ reason, until, by }) =>
    inChunks(ordinalsOf(group), RECIPE_TARGETS_MAX[reason]).map((ordinals): WaveRecipe => ({
      type: 'TargetHeld', ordinals, reason, until, by,
    })),
  );
}
