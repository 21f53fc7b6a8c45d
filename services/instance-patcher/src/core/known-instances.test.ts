import { dropUnknown } from './known-instances.ts';
import { noFailures } from './open-command.ts';
import { stay, withCommand } from './step.ts';
import { aBusyTarget, aClaimed, aContext, aWaiting, MINUTE, NOW } from '../testing/target-in-test.ts';

function refused(times: number) {
  return aWaiting({ failures: { ...noFailures, refused: times }, dueAt: NOW + MINUTE });
}

test('the unknown are Unreachable, the rest is due at once under the same number', () => {
  const target = aBusyTarget(refused(1));
  expect(dropUnknown(target, { kind: 'known', command: 0, known: [1] }, aContext())).toEqual(
    stay({
      ...withCommand(target, aWaiting({ instances: '1', seen: '.' })),
      outcomes: 'U...',
      causes: 'r...',
    }),
  );
});

test('a command of which nobody is known is closed unsent', () => {
  const target = aBusyTarget(refused(1));
  expect(dropUnknown(target, { kind: 'known', command: 0, known: [] }, aContext())).toEqual(
    stay({ ...target, commands: [], outcomes: 'UU..', causes: 'rr..' }),
  );
});

test('a command of which all are known waits for its next try', () => {
  const target = aBusyTarget(refused(2));
  expect(dropUnknown(target, { kind: 'known', command: 0, known: [0, 1] }, aContext())).toEqual(stay(target));
});

test('the third refusal of known instances fails them', () => {
  const target = aBusyTarget(refused(3));
  expect(dropUnknown(target, { kind: 'known', command: 0, known: [0, 1] }, aContext())).toEqual(
    stay({ ...target, commands: [], outcomes: 'FF..', causes: 'ss..' }),
  );
});

test('a command that was claimed again meanwhile is not touched', () => {
  const target = aBusyTarget(aClaimed());
  expect(dropUnknown(target, { kind: 'known', command: 0, known: [] }, aContext())).toEqual(stay(target));
});
