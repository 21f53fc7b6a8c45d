import { COMMAND_INSTANCES_MAX } from '#shared/events/command-identity.ts';

import type { WorkingTarget } from './target-state.ts';
import { aSent, aTarget, NOW } from '../testing/target-in-test.ts';

const sent = (command: number) => {
  const first = command * COMMAND_INSTANCES_MAX;
  const seen = '.'.repeat(COMMAND_INSTANCES_MAX);
  const commandId = '0b5f3c1e-8a52-4c8e-9d0a-0f6f3c0e7a11';
  return aSent({ command, commandId, instances: `${String(first)}-${String(first + 49)}`, seen, looks: 2, askedAt: NOW });
};

/** What a fleet of two platforms shows after many nights. */
const durations = { Linux: { 1: 20, 2: 300, 3: 280, 4: 120, 5: 40, 6: 9, 9: 2 }, Windows: { 4: 90, 5: 200, 6: 140, 7: 60, 8: 12, 10: 4 } };

/** A throttled target that is held, with a window and shares of this many lent groups. */
function ruled(groups: number): Partial<WorkingTarget> {
  const lent = Array.from({ length: groups }, () => 12);
  return {
    windowEndsAt: NOW, lent, kept: lent.join(','), heldUntil: NOW, said: 'OtherHashApproved',
    pace: { intervalMs: 600_000, nextSendAt: NOW }, seen: durations, timed: durations,
  };
}

/** Planned instances, and commands of fifty that are open. */
function bytes(instances: number, open: number, rules: Partial<WorkingTarget> = {}): number {
  const commands = Array.from({ length: open }, (_, command) => sent(command));
  const sliceKey = `runs/0b5f3c1e-8a52-4c8e-9d0a-0f6f3c0e7a11/plan/${'a'.repeat(64)}.json`;
  return JSON.stringify(aTarget({ commands, sliceKey, ...rules }, instances)).length;
}

test('a usual target, fifty instances in one command, takes less than 2 KB', () => {
  expect(bytes(50, 1)).toBeLessThan(2_048);
});

test('five hundred instances in work at once take less than 8 KB', () => {
  expect(bytes(500, 10)).toBeLessThan(8_192);
});

test('a usual target under all rules, three groups lent, still takes less than 2 KB', () => {
  expect(bytes(50, 1, ruled(3))).toBeLessThan(2_048);
});

test('at its bound, 2,000 instances, five hundred of them in work and fifty groups lent, it takes less than 13 KB', () => {
  expect(bytes(2_000, 10, ruled(50))).toBeLessThan(13 * 1_024);
});
