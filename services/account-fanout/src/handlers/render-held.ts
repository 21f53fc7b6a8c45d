import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';
import { targetHeld } from '#shared/events/target-held.ts';

import type { WaveRecipe, WaveState } from '../core/wave-state.ts';

type Held = Extract<WaveRecipe, { type: 'TargetHeld' }>;

export function renderHeld(targets: readonly PlannedTarget[], held: Held, { order: { runId, wave } }: WaveState): Fact[] {
  const { reason, until } = held;
  return targets.map(({ ordinal, accountId, region }) =>
    fact(targetHeld, { runId, wave, target: ordinal, accountId, region, reason, detail: heldInWords(held), until }),
  );
}

function heldInWords({ reason, by }: Held): string {
  switch (reason) {
    case 'LockedByAnotherRun': return `${by} works in this account and region; it is tried again every 5 minutes.`;
    case 'LockedByAnotherWave': return `${by} of this run works in this account and region; it is tried again every 5 minutes.`;
    case 'BreakerOpen': return 'Twice in a row half of the instances here or more could not be reached, or most sends were throttled. Check the spoke role, the agents and who else sends commands here; it is tried again by itself.';
    case 'BudgetFull': return `${by}. It is tried again as soon as one is back, at the latest after 5 minutes.`;
  }
}
