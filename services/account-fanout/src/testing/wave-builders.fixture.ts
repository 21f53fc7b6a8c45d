import type { PlannedTarget } from '#shared/domain/plan.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import type { CompletedTarget } from '../core/complete-target.ts';
import { decideWave, type WaveDecision, type WaveInput } from '../core/decide-wave.ts';
import type { ProgressedTarget } from '../core/progress-target.ts';
import type { WaveOrder, WaveState } from '../core/wave-state.ts';

export const RUN_ID = '6f1b6a52-8a5e-4b0e-9a53-1f4c6f0d2a11';
export const OTHER_RUN_ID = '0c9c4f38-3a0d-4c55-8e43-0f2d6a1be777';
export const HOUR_MS = 3_600_000;
const HASH = 'a'.repeat(64);

/** Four targets of ten instances: two accounts in two regions each. */
export function anOrder(changes: Partial<WaveOrder> = {}): WaveOrder {
  return {
    runId: RUN_ID,
    wave: 'canary',
    waveHash: HASH,
    approvedHash: HASH,
    waveKey: `runs/${RUN_ID}/plan/${HASH}.json`,
    targets: 4,
    instances: 40,
    options: { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 600 },
    maxConcurrency: { percent: 10 },
    maxErrors: { number: 1 },
    maxConcurrentAccounts: 10,
    control: { seq: 1, state: 'Running', haltedWaves: [] },
    validUntil: NIGHT + 8 * HOUR_MS,
    notAfter: NIGHT + 6 * HOUR_MS,
    ...changes,
  };
}

/** `count` targets, two regions an account: 0 and 1 are in 100000000000, 2 and 3 in 100000000001. */
export function plannedTargets(count = 4): PlannedTarget[] {
  return Array.from({ length: count }, (_, ordinal) => plannedTarget(ordinal));
}

function plannedTarget(ordinal: number): PlannedTarget {
  return {
    ordinal,
    accountId: String(100_000_000_000 + (ordinal >> 1)),
    region: ordinal % 2 === 0 ? 'us-east-1' : 'us-west-2',
    sliceKey: `runs/${RUN_ID}/plan/${String(ordinal)}.json`,
    sliceSha256: HASH,
    instances: 10,
  };
}

function identityOf({ target = 0 }: { target?: number }) {
  const { accountId, region } = plannedTarget(target);
  return { runId: RUN_ID, wave: 'canary', target, accountId, region };
}

/** Target 0, all ten instances patched by one command. */
export function aCompletedTarget(changes: Partial<CompletedTarget> = {}): CompletedTarget {
  return {
    ...identityOf(changes),
    planned: 10,
    outcomes: { Compliant: 10 },
    commands: { planned: 1, accepted: 1, throttled: 0 },
    errors: 0,
    errorsAllowed: 1,
    outcomesKey: `runs/${RUN_ID}/outcomes/canary/${String(changes.target ?? 0)}.json`,
    startedAt: NIGHT,
    endedAt: NIGHT + 30 * 60_000,
    ...changes,
  };
}

/** Target 0 at work, with one new error. */
export function aProgressedTarget(changes: Partial<ProgressedTarget> = {}): ProgressedTarget {
  return {
    ...identityOf(changes),
    step: 1,
    planned: 10,
    outcomes: { Failed: 1 },
    errors: 1,
    errorsAllowed: 1,
    ...changes,
  };
}

/** Four targets of ten instances; those named here need shares of these groups: `{ 0: ['a', 'b'] }`. */
export function borrowingTargets(groups: Record<number, readonly string[]>, { limit = 1, members = 5, count = 4 } = {}): PlannedTarget[] {
  return plannedTargets(count).map((target) => {
    const names = groups[target.ordinal] ?? [];
    return names.length === 0 ? target : { ...target, lent: names.map((name) => ({ name, limit, members })) };
  });
}

export const permit = (granted: readonly number[], count = 4): WaveInput => ({
  type: 'permitted', permits: { granted, refused: [] }, targets: plannedTargets(count),
});

/** A wave of these targets, admitted at NIGHT. */
export function aWaveInFlight(ordinals: readonly number[], order = anOrder()): WaveState {
  return decided(undefined, [{ type: 'started', order }, permit(ordinals, order.targets)]).state;
}

/** A decision that must not be a no-op. */
export function decided(state: WaveState | undefined, inputs: readonly WaveInput[], now = NIGHT): WaveDecision {
  const decision = decideWave(state, inputs, now);
  if (decision === undefined) throw new Error('expected a decision, found that nothing changes');
  return decision;
}
