import { COMMAND_INSTANCES_MAX } from '#shared/events/command-identity.ts';

import { aSent, aTarget, NOW } from '../testing/target-in-test.ts';

const sent = (command: number) => {
  const first = command * COMMAND_INSTANCES_MAX;
  const seen = '.'.repeat(COMMAND_INSTANCES_MAX);
  const commandId = '0b5f3c1e-8a52-4c8e-9d0a-0f6f3c0e7a11';
  return aSent({ command, commandId, instances: `${String(first)}-${String(first + 49)}`, seen, looks: 2, askedAt: NOW });
};

/** Planned instances, and commands of fifty that are open. */
function bytes(instances: number, open: number): number {
  const commands = Array.from({ length: open }, (_, command) => sent(command));
  const sliceKey = `runs/0b5f3c1e-8a52-4c8e-9d0a-0f6f3c0e7a11/plan/${'a'.repeat(64)}.json`;
  return JSON.stringify(aTarget({ commands, sliceKey }, instances)).length;
}

test('a usual target, fifty instances in one command, takes less than 2 KB', () => {
  expect(bytes(50, 1)).toBeLessThan(2_048);
});

test('five hundred instances in work at once take less than 8 KB', () => {
  expect(bytes(500, 10)).toBeLessThan(8_192);
});
