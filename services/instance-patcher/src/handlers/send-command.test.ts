import type { ItemStore } from '#shared/choreography/item.ts';
import { parseMessage } from '#shared/choreography/message.ts';

import { awsError } from '../testing/scripted-spoke.fixture.ts';
import {
  admit, aPatchingService, controlChanged, event, idOf, passMinutes, running, TARGET_KEY, verified, type PatchingInTest,
} from '../testing/patching-in-test.ts';
import { createPatchingService } from './patching-service.ts';

describe('the gate right before the call', () => {
  test('takes the claim back when the calendar closed, and sends under a new number when it opens', async () => {
    const patching = aPatchingService();
    patching.calendar.says = { state: 'CLOSED' };
    await admit(patching);
    expect(patching.spoke.sent).toEqual([]);
    expect(patching.state()).toMatchObject({ commands: [], nextCommand: 1, counters: { planned: 0 } });
    patching.calendar.says = { state: 'OPEN' };
    await passMinutes(patching, 5);
    expect(patching.spoke.sent.map(({ Comment }) => Comment.split('/').at(-1))).toEqual(['1']);
    expect(patching.state()).toMatchObject({ counters: { planned: 1, accepted: 1 } });
  });

  test('an abort between claim and call is obeyed', async () => {
    const patching = aPatchingService();
    patching.spoke.onCall = async (operation) => {
      if (operation === 'AssumeRole') await patching.deliver(controlChanged({ seq: 2, state: 'Aborted', haltedWaves: [] }));
    };
    await admit(patching);
    expect(patching.spoke.calls).toEqual(['AssumeRole']);
    expect(patching.state()).toMatchObject({ status: 'Ended', outcomes: 'SS', causes: 'bb', counters: { planned: 0 } });
  });

  test('readings that took longer than two seconds are read again', async () => {
    const patching = aPatchingService();
    let reads = 0;
    slowCalendar(patching, () => (reads += 1) === 1);
    await admit(patching);
    expect([reads, patching.spoke.sent.length]).toEqual([2, 1]);
  });

  test('a calendar that is always that slow holds the send', async () => {
    const patching = aPatchingService();
    slowCalendar(patching, () => true);
    await admit(patching);
    expect(patching.spoke.sent).toEqual([]);
    expect(patching.state()).toMatchObject({ counters: { planned: 0 }, status: 'Working' });
  });

  test('a role that took as long as the function may live is too late for its claim', async () => {
    const patching = aPatchingService();
    patching.spoke.onCall = () => patching.clock.advanceMinutes(1);
    await admit(patching);
    expect(patching.spoke.calls).toEqual(['AssumeRole']);
  });
});

function slowCalendar(patching: PatchingInTest, isSlow: () => boolean): void {
  Object.defineProperty(patching.calendar, 'says', {
    get() {
      if (isSlow()) patching.clock.advanceMinutes(0.05);
      return { state: 'OPEN' };
    },
  });
}

describe('a send that nobody answered', () => {
  test('is found by its token and followed, not sent again', async () => {
    const patching = aPatchingService();
    patching.spoke.losesNextAnswer = true;
    await admit(patching);
    expect(patching.state()).toMatchObject({ commands: [{ phase: 'Claimed' }] });
    await admit(patching);
    await passMinutes(patching, 3);
    expect(patching.spoke.sent).toHaveLength(1);
    expect(patching.state()).toMatchObject({
      commands: [{ phase: 'Sent', commandId: 'command-0' }], counters: { planned: 1, accepted: 1 },
    });
  });

  test('is given up after two empty looks, and never sent again', async () => {
    const patching = aPatchingService();
    patching.spoke.failures['SendCommand'] = [awsError('TimeoutError')];
    await admit(patching);
    await passMinutes(patching, 30);
    expect(patching.spoke.calls.filter((call) => call === 'ListCommands')).toHaveLength(2);
    expect(patching.spoke.sent).toEqual([]);
    expect(patching.state()).toMatchObject({ status: 'Ended', outcomes: 'UU', causes: 'qq', attempts: '11' });
  });

  test.each([
    ['the region', 'ListCommands'],
    ['the role', 'AssumeRole'],
  ])('is searched for again while %s does not answer', async (_case, operation) => {
    const patching = aPatchingService();
    patching.spoke.losesNextAnswer = true;
    await admit(patching);
    patching.spoke.failures[operation] = [awsError('ServiceUnavailable'), awsError('ServiceUnavailable')];
    await passMinutes(patching, 13);
    expect(patching.state()).toMatchObject({ commands: [{ phase: 'Sent' }] });
  });
});

describe('a send that was refused', () => {
  test('by throttling is tried again under its own number, and counted', async () => {
    const patching = aPatchingService();
    patching.spoke.failures['SendCommand'] = [awsError('ThrottlingException'), awsError('ThrottlingException')];
    await admit(patching);
    await passMinutes(patching, 4);
    expect(patching.spoke.sent.map(({ Comment }) => Comment.split('/').at(-1))).toEqual(['0']);
    expect(patching.state()).toMatchObject({ counters: { planned: 1, accepted: 1, throttled: 2 } });
  });

  test('because of an unknown id goes to the rest under the same number', async () => {
    const patching = aPatchingService();
    patching.spoke.unknown.add(idOf(0));
    await admit(patching);
    expect(patching.spoke.sent.map(({ Comment, InstanceIds }) => [Comment.split('/').at(-1), InstanceIds])).toEqual([
      ['0', [idOf(1)]],
    ]);
    expect(patching.state()).toMatchObject({ outcomes: 'U.', causes: 'r.', attempts: '01' });
  });

  test.each([
    ['SSM', 'DescribeInstanceInformation'],
    ['the role', 'AssumeRole'],
  ])('and whose unknown ids %s does not tell is tried again in its time', async (_case, operation) => {
    const patching = aPatchingService();
    patching.spoke.unknown.add(idOf(0));
    patching.spoke.onCall = (called) => {
      if (called === 'SendCommand') patching.spoke.failures[operation] ??= [awsError('ServiceUnavailable')];
    };
    await admit(patching);
    expect(patching.state()).toMatchObject({ commands: [{ phase: 'Waiting', instances: '0-1' }] });
    await passMinutes(patching, 2);
    expect(patching.state()).toMatchObject({ commands: [{ phase: 'Sent', instances: '1' }], outcomes: 'U.' });
  });

  test('by the spoke\'s role is tried five times in half an hour', async () => {
    const patching = aPatchingService();
    patching.spoke.failures['AssumeRole'] = Array.from({ length: 9 }, () => awsError('AccessDenied'));
    await admit(patching);
    await passMinutes(patching, 31);
    expect(patching.spoke.calls).toEqual(Array.from({ length: 5 }, () => 'AssumeRole'));
    expect(patching.state()).toMatchObject({ status: 'Ended', outcomes: 'UU', causes: 'gg', attempts: '00' });
  });
});

test('when the hub\'s own store fails between claim and call, the claim is taken back and the message comes again', async () => {
  const patching = aPatchingService();
  patching.spoke.onCall = () => {
    patching.effects.items = <State, Recipe>(): ItemStore<State, Recipe> => {
      const stored = patching.table.store<State, Recipe>();
      return {
        save: (item) => stored.save(item),
        load: (key) => (key.startsWith('CTRL#') ? Promise.reject(new Error('DynamoDB is away')) : stored.load(key)),
      };
    };
  };
  expect(await admit(patching)).toBe(1);
  expect(patching.spoke.sent).toEqual([]);
  expect(patching.state()).toMatchObject({ commands: [], counters: { planned: 0 } });
});

describe('a failure of the hub after the claim was saved', () => {
  test('does not keep the command from being sent, and brings the message again', async () => {
    const patching = aPatchingService();
    patching.dueQueue.post = () => Promise.reject(new Error('SQS is away'));
    expect(await admit(patching)).toBe(1);
    expect(patching.state()).toMatchObject({ commands: [{ phase: 'Sent' }] });
  });

  test('nor does a pointer that could not be written keep the next pack from it', async () => {
    const patching = aPatchingService({ instances: 60, limit: 60 });
    const service = createPatchingService({
      ...patching.effects,
      items: <State, Recipe>(): ItemStore<State, Recipe> => {
        const stored = patching.effects.items<State, Recipe>();
        return {
          load: (key) => stored.load(key),
          save: (item) => (item.key === 'CMD#command-0' ? Promise.reject(new Error('DynamoDB is away')) : stored.save(item)),
        };
      },
    });
    const message = parseMessage(
      JSON.stringify(event('account-fanout', 'TargetsAdmitted', patching.admission)),
      new Map(service.contracts.map((contract) => [contract.detailType, contract])),
    );
    await expect(service.onGroup('ADMIT', [message])).rejects.toThrow('DynamoDB is away');
    expect(patching.spoke.sent.map(({ InstanceIds }) => InstanceIds.length)).toEqual([50, 10]);
  });

  test('before it leaves nothing', async () => {
    const patching = aPatchingService();
    const broken = createPatchingService({
      ...patching.effects,
      items: <State, Recipe>(): ItemStore<State, Recipe> => ({
        load: (key) => patching.effects.items<State, Recipe>().load(key),
        save: () => Promise.reject(new Error('DynamoDB is away')),
      }),
    });
    await expect(broken.onGroup(TARGET_KEY, [])).resolves.toBeUndefined();
    await patching.deliver(controlChanged(running));
    const message = parseMessage(
      JSON.stringify(event('account-fanout', 'TargetsAdmitted', patching.admission)),
      new Map(broken.contracts.map((contract) => [contract.detailType, contract])),
    );
    await expect(broken.onGroup('ADMIT', [message])).rejects.toThrow('DynamoDB is away');
    expect([patching.spoke.calls, patching.state()]).toEqual([[], undefined]);
  });
});

test('a run whose word was lost sends nothing', async () => {
  const patching = aPatchingService({ instances: 3, limit: 2 });
  await admit(patching);
  patching.table.items.delete(`CTRL#${patching.admission.runId}`);
  await patching.deliver(verified(0, 0, 'CC'));
  expect([patching.spoke.sent.length, patching.state()]).toMatchObject([1, { status: 'Working' }]);
  await patching.deliver(controlChanged(running));
  await passMinutes(patching, 5);
  expect(patching.spoke.sent).toHaveLength(2);
});
