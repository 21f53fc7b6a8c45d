import type { Item } from '#shared/choreography/item.ts';
import { parseMessage } from '#shared/choreography/message.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aPatchingService, controlChanged, event, hint, idOf, identity, running, TARGET_KEY, verified } from '../testing/patching-in-test.ts';
import { createPatchingService } from './patching-service.ts';

const MINUTE = 60_000;

async function admitted(options?: Parameters<typeof aPatchingService>[0]) {
  const patching = aPatchingService(options);
  expect(await patching.deliver(event('account-fanout', 'TargetsAdmitted', patching.admission))).toBe(0);
  return patching;
}

const ended = hint('Command', { 'command-id': 'command-0', status: 'Success' });

test('an admitted target is commanded, looked at on the hint, and completed', async () => {
  const { deliver, spoke, bus, objects, clock } = await admitted();
  expect(spoke.sent.map(({ Comment, InstanceIds }) => [Comment, InstanceIds])).toEqual([
    [`patchwave/${identity.runId}/canary/7/0`, [idOf(0), idOf(1)]],
  ]);
  clock.advanceMinutes(15);
  await deliver(ended);
  await deliver(verified(0, 0, 'CF .x'));
  expect(bus.facts()).toEqual([
    {
      name: 'CommandReported',
      data: {
        ...identity, command: 0, look: 0, commandId: 'command-0', instanceIds: [idOf(0), idOf(1)],
        options: { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 3_600 },
        sentAt: NIGHT, expiresAt: NIGHT + 180 * MINUTE,
      },
    },
    {
      name: 'TargetCompleted',
      data: {
        ...identity, planned: 2, outcomes: { Compliant: 1, Failed: 1 }, commands: { planned: 1, accepted: 1, throttled: 0 },
        errors: 1, errorsAllowed: 2, outcomesKey: `runs/${identity.runId}/outcomes/canary/7.json`,
        startedAt: NIGHT, endedAt: NIGHT + 15 * MINUTE,
      },
    },
  ]);
  expect(await objects.read(`runs/${identity.runId}/outcomes/canary/7.json`)).toEqual({
    ...identity, outcomes: 'CF', causes: '.x', attempts: '11',
  });
});

test('a repeated admission starts nothing anew, and is answered again once the target has ended', async () => {
  const { deliver, admission, spoke, bus } = await admitted();
  await deliver(event('account-fanout', 'TargetsAdmitted', admission));
  expect([spoke.sent.length, bus.facts()]).toEqual([1, []]);
  await deliver(verified(0, 0, 'CC'));
  await deliver(event('account-fanout', 'TargetsAdmitted', admission));
  const [first, second] = bus.facts();
  expect(first?.name).toBe('TargetCompleted');
  expect(second).toEqual(first);
});

test('errors are told while the target goes on, and the freed slot is used', async () => {
  const { deliver, bus, spoke } = await admitted({ instances: 3, limit: 2 });
  await deliver(verified(0, 0, 'F. x.'));
  expect(bus.facts()).toEqual([
    {
      name: 'TargetProgressed',
      data: { ...identity, step: 1, planned: 3, outcomes: { Failed: 1 }, errors: 1, errorsAllowed: 3 },
    },
  ]);
  expect(spoke.sent.map(({ InstanceIds }) => InstanceIds)).toEqual([[idOf(0), idOf(1)], [idOf(2)]]);
});

test('a large target is filled pack by pack, ten sends an invocation, and goes on by its own alarm', async () => {
  const { deliver, spoke, due, dueQueue } = await admitted({ instances: 600, limit: 600 });
  expect(spoke.sent.map(({ InstanceIds }) => InstanceIds.length)).toEqual(Array.from({ length: 10 }, () => 50));
  expect(dueQueue.posted.at(-1)).toEqual({ due: { key: TARGET_KEY, dueAt: NIGHT }, delaySeconds: 0 });
  await deliver(due());
  expect(new Set(spoke.sent.flatMap(({ InstanceIds }) => InstanceIds)).size).toBe(600);
  expect(spoke.sent).toHaveLength(12);
});

test('an alarm asks for the look that no hint asked for', async () => {
  const { deliver, due, clock, bus } = await admitted();
  clock.advanceMinutes(20);
  await deliver(due());
  expect(bus.facts().map(({ name }) => name)).toEqual(['CommandReported']);
});

test('an answer and an alarm in one batch fold into one decision: nothing is asked that is answered', async () => {
  const { deliver, due, clock, bus } = await admitted();
  clock.advanceMinutes(20);
  await deliver(due(), verified(0, 0, 'CC'));
  expect(bus.facts().map(({ name }) => name)).toEqual(['TargetCompleted']);
});

test('a question whose answer came before it was published is not published', async () => {
  const { deliver, bus, due, clock } = await admitted();
  bus.refuseOnce.add(`${TARGET_KEY}#1.0`);
  clock.advanceMinutes(20);
  await deliver(due());
  await deliver(verified(0, 0, 'C.'));
  bus.refuseOnce.add(`${TARGET_KEY}#1.0`);
  await deliver(verified(0, 0, '.C'));
  expect(bus.facts().map(({ name }) => name)).toEqual(['CommandReported', 'TargetCompleted']);
});

describe('hints', () => {
  test.each([
    ['about a command of somebody else', hint('Command', { 'command-id': 'theirs', status: 'Success' })],
    ['about nothing', hint('Command', null)],
    ['of a command that goes on', hint('Command', { 'command-id': 'command-0', status: 'InProgress' })],
    ['of an invocation that succeeded', hint('Command Invocation', { 'command-id': 'command-0', status: 'Success' })],
    ['of another kind', { ...hint('Command', { 'command-id': 'command-0', status: 'Success' }), 'detail-type': 'Calendar State Change' }],
  ])('%s are done with', async (_case, body) => {
    const { deliver, bus, deaths } = await admitted();
    expect([await deliver(body), bus.facts(), deaths]).toEqual([0, [], []]);
  });

  test('of a failed invocation ask for a look', async () => {
    const { deliver, bus } = await admitted();
    await deliver(hint('Command Invocation', { 'command-id': 'command-0', status: 'Failed' }));
    expect(bus.facts().map(({ name }) => name)).toEqual(['CommandReported']);
  });
});

describe('the planner\'s word', () => {
  const pausedRun = { seq: 2, state: 'Paused' as const, haltedWaves: [] };

  test('holds a target that is admitted on an older one', async () => {
    const patching = aPatchingService();
    await patching.deliver(controlChanged(pausedRun));
    await patching.deliver(event('account-fanout', 'TargetsAdmitted', patching.admission));
    expect(patching.spoke.sent).toEqual([]);
    await patching.deliver(controlChanged({ ...running, seq: 3 }));
    patching.clock.advanceMinutes(5);
    await patching.deliver(patching.due());
    expect(patching.spoke.sent).toHaveLength(1);
  });

  test('several in one batch count by their number', async () => {
    const patching = aPatchingService();
    await patching.deliver(controlChanged(pausedRun), controlChanged(running));
    await patching.deliver(event('account-fanout', 'TargetsAdmitted', patching.admission));
    expect(patching.spoke.sent).toEqual([]);
  });

  test('abort: what is in flight is cancelled where it has not started, and followed to its end', async () => {
    const { deliver, spoke, bus } = await admitted({ instances: 3, limit: 2 });
    await deliver(controlChanged({ seq: 2, state: 'Aborted', haltedWaves: [] }));
    await deliver(ended);
    expect([spoke.sent.length, spoke.calls.at(-1)]).toEqual([1, 'CancelCommand']);
    await deliver(verified(0, 0, 'SC c.'));
    expect(bus.facts().at(-1)).toMatchObject({ name: 'TargetCompleted', data: { outcomes: { Compliant: 1, Skipped: 2 } } });
  });

  test('abort goes on where the spoke cannot be reached for the cancellation', async () => {
    const { deliver, spoke, state } = await admitted();
    await deliver(controlChanged({ seq: 2, state: 'Aborted', haltedWaves: [] }));
    spoke.failures['AssumeRole'] = [Object.assign(new Error(), { name: 'AccessDenied' })];
    expect(await deliver(ended)).toBe(0);
    expect(state()).toMatchObject({ commands: [{ cancelled: true }] });
  });
});

test('an alarm that meets an answer at the same moment is judged after it', async () => {
  const { deliver, due, clock, bus, effects } = await admitted();
  clock.advanceMinutes(20);
  const stored = effects.items();
  let meets = true;
  const contended = createPatchingService({
    ...effects,
    items: <State, Recipe>() => ({
      ...effects.items<State, Recipe>(),
      async load(key: string) {
        const before = await stored.load(key);
        if (meets && key === TARGET_KEY) {
          meets = false;
          await deliver(verified(0, 0, 'CC'));
        }
        return before as Item<State, Recipe> | undefined;
      },
    }),
  });
  await contended.onGroup(TARGET_KEY, [parseMessage(JSON.stringify(due()), new Map())]);
  expect(bus.facts().map(({ name }) => name)).toEqual(['TargetCompleted']);
});

describe('what is not as planned', () => {
  test.each([
    ['a slice that is missing', () => undefined],
    ['a slice with another content', (text: string) => text.replace(idOf(0), idOf(9))],
  ])('%s starts nothing', async (_case, spoil) => {
    const { deliver, admission, objects, spoke, state } = aPatchingService();
    const spoiled = spoil(objects.bodies.get('runs/slice.json') ?? '');
    if (spoiled === undefined) objects.bodies.delete('runs/slice.json');
    else objects.bodies.set('runs/slice.json', spoiled);
    expect(await deliver(event('account-fanout', 'TargetsAdmitted', admission))).toBe(1);
    expect([spoke.calls, state()]).toEqual([[], undefined]);
  });

  test('one target that cannot begin does not keep the others of its chunk from it', async () => {
    const { deliver, admission, state } = aPatchingService();
    const [target] = admission.targets;
    const targets = [{ ...target, ordinal: 6, sliceKey: 'runs/missing.json' }, target];
    expect(await deliver(event('account-fanout', 'TargetsAdmitted', { ...admission, targets }))).toBe(1);
    expect(state()).toMatchObject({ commands: [{ phase: 'Sent' }] });
  });

  test('a slice of another length starts nothing', async () => {
    const { deliver, admission, state } = aPatchingService();
    const targets = admission.targets.map((target) => ({ ...target, instances: 3 }));
    expect(await deliver(event('account-fanout', 'TargetsAdmitted', { ...admission, targets }))).toBe(1);
    expect(state()).toBeUndefined();
  });

  test('an event that this queue does not take goes to the dead letters', async () => {
    const { deliver, deaths } = aPatchingService();
    expect(await deliver(event('planner', 'RunCompleted', {}))).toBe(0);
    expect(deaths).toEqual(['RunCompleted.v1: detail-type: not one that this queue takes']);
  });
});

test('the tick posts the alarms that come before the next one', async () => {
  const { deliver, dueQueue, clock } = await admitted();
  clock.advanceMinutes(18);
  await deliver({ type: 'Tick' });
  expect(dueQueue.posted.at(-1)).toEqual({ due: { key: TARGET_KEY, dueAt: NIGHT + 20 * MINUTE }, delaySeconds: 120 });
});
