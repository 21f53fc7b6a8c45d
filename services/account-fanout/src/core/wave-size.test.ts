import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { anOrder, aWaveInFlight, decided, HOUR_MS, plannedTargets } from '../testing/wave-builders.fixture.ts';
import type { WaveState } from './wave-state.ts';
import { withCount, noCounts } from './packed-counts.ts';

const TARGETS = 1000;
const ordinals = Array.from({ length: TARGETS }, (_, ordinal) => ordinal);
const order = anOrder({
  targets: TARGETS, instances: 50_000, maxConcurrentAccounts: TARGETS, windowEndsAt: NIGHT + 2 * HOUR_MS,
  maxInstancesInFlight: { percent: 10 }, maxErrorsInWave: { percent: 5 },
});
const bytes = (state: WaveState) => JSON.stringify(state).length;

test('a wave of 1,000 targets, all in flight with up to three errors and as many cut shares as there may be, takes less than 4 KB', () => {
  const cutShares = Object.fromEntries(ordinals.slice(-50).map((ordinal) => [ordinal, 9]));
  const inFlight = ordinals.reduce((counts, ordinal) => withCount(counts, ordinal, 3), noCounts);
  const state = { ...aWaveInFlight(ordinals, order), cutShares, errors: { ended: 1234, inFlight, told: 4234, step: 999 } };
  expect(bytes(state)).toBeLessThan(4096);
});

test('a wave of 1,000 targets that are all held takes less than 4 KB', () => {
  const refused = ordinals.map((ordinal) => ({ ordinal, reason: 'BudgetFull' as const, until: 0, by: '' }));
  const held = decided(aWaveInFlight([], order), [{ type: 'permitted', permits: { granted: [], refused }, targets: plannedTargets(TARGETS) }]).state;
  expect(bytes({ ...held, held: held.budgetHeld, spareLocks: held.budgetHeld, saidHeld: { ...held.saidHeld, LockedByAnotherRun: held.budgetHeld } })).toBeLessThan(4096);
});

test('an outbox entry stays under 256 bytes', () => {
  const refused = ordinals.slice(-20).map((ordinal) => ({ ordinal: ordinal + 90_000, reason: 'BudgetFull' as const, until: 1_773_108_000_000, by: 'x'.repeat(140) }));
  const { events } = decided(aWaveInFlight([], anOrder({ targets: 99_999 })), [{ type: 'permitted', permits: { granted: [], refused }, targets: [] }]);
  expect(events).toHaveLength(4);
  expect(Math.max(...events.map((event) => JSON.stringify(event).length))).toBeLessThanOrEqual(256);
});
