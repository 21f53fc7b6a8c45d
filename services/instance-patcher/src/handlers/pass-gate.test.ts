import type { Item, ItemStore } from '#shared/choreography/item.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import type { WorkingTarget } from '../core/target-state.ts';
import { admit, aPatchingService, idOf, passMinutes, TARGET_KEY, verified, type PatchingInTest } from '../testing/patching-in-test.ts';
import { aClaimed, MINUTE } from '../testing/target-in-test.ts';

type Save = () => Promise<'saved' | 'lost'>;

/** The next write of a mark goes this way; all others go as ever. */
function markIsSaved(patching: PatchingInTest, way: (save: Save) => Promise<'saved' | 'lost'>): void {
  const { table, effects } = patching;
  let next = true;
  effects.items = <State, Recipe>(): ItemStore<State, Recipe> => {
    const stored = table.store<State, Recipe>();
    return {
      load: (key) => stored.load(key),
      save(item) {
        if (!next || !isMark(item)) return stored.save(item);
        next = false;
        return way(() => stored.save(item));
      },
    };
  };
}

function isMark({ key, state }: Item<unknown, unknown>): boolean {
  return key === TARGET_KEY && JSON.stringify(state).includes('"callAt"');
}

/** Lets pending work run until this holds. */
async function settled(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

/** Begins the target with a function that dies at this call. */
async function dieAt(patching: PatchingInTest, operation: string): Promise<void> {
  let died = false;
  patching.spoke.onCall = (called) => {
    died = called === operation;
    return died ? new Promise(() => undefined) : undefined;
  };
  void admit(patching);
  await settled(() => died);
  patching.spoke.onCall = () => undefined;
}

function sentNumbers({ spoke }: PatchingInTest) {
  return spoke.sent.map(({ Comment }) => Comment.split('/').at(-1));
}

test('the mark is saved when the call is made; it is one write, sets no alarm and says nothing', async () => {
  const patching = aPatchingService();
  const seen: unknown[] = [];
  patching.spoke.onCall = (operation) => {
    const { version, dueAt, outboxSeq, state } = patching.table.items.get(TARGET_KEY) ?? {};
    const [command] = (state as WorkingTarget).commands;
    seen.push({ operation, version, dueAt, outboxSeq, command, alarms: patching.dueQueue.posted.length });
  };
  await admit(patching);
  const claimed = aClaimed({ claimedAt: NIGHT, dueAt: NIGHT + 2 * MINUTE });
  const before = { operation: 'AssumeRole', version: 1, dueAt: NIGHT + 2 * MINUTE, outboxSeq: 0, command: claimed, alarms: 1 };
  expect(seen).toEqual([before, { ...before, operation: 'SendCommand', version: 2, command: { ...claimed, callAt: NIGHT } }]);
});

describe('a function that died', () => {
  test('before the mark has certainly sent nothing: it is sent once, later, under a new number, with no search', async () => {
    const patching = aPatchingService();
    await dieAt(patching, 'AssumeRole');
    await admit(patching);
    await passMinutes(patching, 30);
    expect(sentNumbers(patching)).toEqual(['1']);
    expect(patching.spoke.calls).toEqual(['AssumeRole', 'SendCommand']);
    expect(patching.state()).toMatchObject({
      commands: [{ command: 1, phase: 'Sent' }], attempts: '11', counters: { planned: 1, accepted: 1 },
    });
  });

  test('after the mark is searched for, and nothing is sent again', async () => {
    const patching = aPatchingService();
    await dieAt(patching, 'SendCommand');
    await admit(patching);
    await passMinutes(patching, 30);
    expect(patching.spoke.calls.filter((call) => call === 'ListCommands')).toHaveLength(2);
    expect(patching.spoke.sent).toEqual([]);
    expect(patching.state()).toMatchObject({ status: 'Ended', outcomes: 'UU', causes: 'qq', attempts: '11' });
  });
});

describe('the sender does not call', () => {
  test('when its claim was taken back before its mark came', async () => {
    const patching = aPatchingService();
    markIsSaved(patching, async (save) => {
      patching.clock.advanceMinutes(2);
      await patching.deliver(patching.due());
      return save();
    });
    expect(await admit(patching)).toBe(0);
    expect(sentNumbers(patching)).toEqual(['1']);
    expect(patching.state()).toMatchObject({ commands: [{ command: 1, phase: 'Sent' }], counters: { planned: 1, accepted: 1 } });
  });

  test('when the mark took so long that the gate must be read again', async () => {
    const patching = aPatchingService();
    markIsSaved(patching, (save) => {
      patching.clock.advanceMinutes(0.05);
      return save();
    });
    await admit(patching);
    expect(patching.spoke.sent).toEqual([]);
    expect(patching.state()).toMatchObject({ commands: [], counters: { planned: 0 } });
    await passMinutes(patching, 6);
    expect(sentNumbers(patching)).toEqual(['1']);
  });

  test.each<[string, (save: Save) => Promise<'saved' | 'lost'>]>([
    ['was not saved', () => Promise.reject(new Error('DynamoDB is away'))],
    ['was saved, though nobody knows', (save) => save().then(() => Promise.reject(new Error('DynamoDB is away')))],
  ])('when the store failed at the mark and it %s: the claim is taken back and the message comes again', async (_case, way) => {
    const patching = aPatchingService();
    markIsSaved(patching, way);
    expect(await admit(patching)).toBe(1);
    expect(patching.spoke.calls).toEqual(['AssumeRole']);
    expect(patching.state()).toMatchObject({ commands: [], counters: { planned: 0 } });
    await passMinutes(patching, 5);
    expect(sentNumbers(patching)).toEqual(['1']);
  });

  test('when the store\'s client repeated a mark that was saved, and so lost against itself', async () => {
    const patching = aPatchingService();
    markIsSaved(patching, (save) => save().then(() => 'lost'));
    expect(await admit(patching)).toBe(0);
    expect(patching.spoke.sent).toEqual([]);
    await passMinutes(patching, 5);
    expect(sentNumbers(patching)).toEqual(['1']);
  });
});

test('a mark that lost against another write is tried again', async () => {
  const patching = aPatchingService();
  markIsSaved(patching, () => Promise.resolve('lost'));
  await admit(patching);
  expect(sentNumbers(patching)).toEqual(['0']);
});

test('a bus that is away does not keep a marked command from being sent, and brings the message again', async () => {
  const patching = aPatchingService({ instances: 3, limit: 2 });
  await admit(patching);
  patching.bus.publish = () => Promise.reject(new Error('EventBridge is away'));
  expect(await patching.deliver(verified(0, 0, 'F. x.'))).toBe(1);
  expect(patching.spoke.sent.at(-1)?.InstanceIds).toEqual([idOf(2)]);
  expect(patching.state()).toMatchObject({ commands: [{ command: 0, phase: 'Sent' }, { command: 1, phase: 'Sent' }] });
});

test('a command that was refused and is sent again is marked again', async () => {
  const patching = aPatchingService();
  patching.spoke.unknown.add(idOf(0));
  const marks: unknown[] = [];
  patching.spoke.onCall = (operation) => {
    marks.push([operation, JSON.stringify(patching.state()).includes('"callAt"')]);
  };
  await admit(patching);
  expect(marks).toEqual([
    ['AssumeRole', false], ['SendCommand', true],
    ['AssumeRole', false], ['DescribeInstanceInformation', false],
    ['AssumeRole', false], ['SendCommand', true],
  ]);
});
