import type * as Ssm from '@aws-sdk/client-ssm';
import type { Caller } from '#local/wire/service.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { type Fleet, createFleet } from './create-fleet.ts';
import {
  callerOf,
  command,
  firstHas,
  fleetInTest,
  install,
  invocations,
  minuteMs,
  patchStates,
  send,
  unlimited,
} from '#test/local/fleet/fleet-in-test.ts';
import type { JournalEntry } from './journal.ts';
import type { Deserved } from './plan/trouble.ts';

describe('a fleet restored from its journal', () => {
  it('is where the killed one was, in the middle of a run, and ends as it would have ended', () => {
    const entries: JournalEntry[] = [];
    const journal = {
      entries: [],
      append: (entry: JournalEntry) => void entries.push(JSON.parse(JSON.stringify(entry)) as JournalEntry),
    };
    const killed = fleetInTest({ journal, options: firstHas('transient-failure') });
    const ids = killed.instances.map(({ instanceId }) => instanceId);
    const first = send(killed, install(ids));
    killed.timers.advanceBy(4 * minuteMs);
    const second = send(killed, install([ids[0]!], { Comment: 'claim-2' }));
    killed.ssm('CancelCommand', { CommandId: second, InstanceIds: [ids[0]!] });
    const third = send(killed, install([ids[0]!], { Comment: 'claim-3' }));
    killed.ec2('StopInstances', { InstanceIds: [ids[5]!] });
    killed.timers.advanceBy(3 * minuteMs);

    const timers = new VirtualTimers(killed.timers.now());
    const restored = fleetInTest({
      timers,
      journal: { entries: [...entries], append: () => undefined },
      options: firstHas('transient-failure'),
    });
    for (const minutes of [0, 10, 200]) {
      timers.advanceBy(minutes * minuteMs);
      killed.timers.advanceBy(minutes * minuteMs);
      for (const id of [first, second, third]) {
        expect([command(restored, id), invocations(restored, id)]).toEqual([
          command(killed, id),
          invocations(killed, id),
        ]);
      }
      expect(patchStates(restored, ids)).toEqual(patchStates(killed, ids));
    }
    expect(restored.fleet.door.accepted).toEqual(killed.fleet.door.accepted);
  });

  it('tells nobody of the past a second time', () => {
    const entries: JournalEntry[] = [];
    const lived = fleetInTest({ journal: { entries: [], append: (entry) => void entries.push(entry) } });
    send(lived, install([lived.instances[0]!.instanceId]));
    lived.timers.advanceBy(60 * minuteMs);
    const restored = fleetInTest({
      timers: new VirtualTimers(lived.timers.now()),
      journal: { entries, append: () => undefined },
    });
    expect([lived.events.length, restored.events]).toEqual([3, []]);
  });

  it('goes on from its last entry if the clock was saved a little earlier', () => {
    const entries: JournalEntry[] = [];
    const lived = fleetInTest({ journal: { entries: [], append: (entry) => void entries.push(entry) } });
    lived.timers.advanceBy(minuteMs);
    const commandId = send(lived, install([lived.instances[0]!.instanceId]));
    const restored = fleetInTest({ journal: { entries, append: () => undefined } });
    expect(command(restored, commandId)).toEqual(command(lived, commandId));
  });

  it('refuses the journal of another fleet', () => {
    const entries: JournalEntry[] = [];
    fleetInTest({ journal: { entries: [], append: (entry) => void entries.push(entry) } });
    expect(() => fleetInTest({ seed: 2, journal: { entries, append: () => undefined } })).toThrow(
      'it belongs to a fleet of seed 1, 1 accounts, regions us-east-1, 6 instances, but seed 2, 1 accounts, regions us-east-1, 6 instances was asked for',
    );
  });

  it('does nothing that it could not write down first', () => {
    const full = {
      entries: [],
      append: (entry: JournalEntry) => {
        if (entry.kind === 'sent') throw new Error('disk full');
      },
    };
    const inTest = fleetInTest({ journal: full });
    expect(() => send(inTest, install([inTest.instances[0]!.instanceId]))).toThrow('disk full');
    expect(inTest.ssm('ListCommands', {})).toEqual({ Commands: [] });
  });
});

describe('chance in the fleet', () => {
  it('gives each instance the same fate whatever happens to the others, and in which order', () => {
    const fateOfFirst = (order: number[]): unknown => {
      const inTest = fleetInTest({ options: { troubles: 'usual' } });
      const sent = order.map((index) => ({ index, id: send(inTest, install([inTest.instances[index]!.instanceId])) }));
      inTest.timers.advanceBy(200 * minuteMs);
      const plugin = invocations(inTest, sent.find(({ index }) => index === 0)!.id)[0]!.CommandPlugins![0]!;
      return { ...plugin, Output: '' };
    };
    expect(fateOfFirst([0])).toEqual(fateOfFirst([3, 2, 0, 1]));
  });

  it('loses about one event in a hundred and doubles as many', () => {
    const count = (eventFaults: { lost: number; doubled: number }): { all: number; ids: number } => {
      const inTest = fleetInTest({ instances: 1_000, options: { eventFaults } });
      for (let start = 0; start < 1_000; start += 50) {
        send(inTest, install(inTest.instances.slice(start, start + 50).map(({ instanceId }) => instanceId)));
        inTest.timers.advanceBy(1_000);
      }
      inTest.timers.advanceBy(60 * minuteMs);
      return { all: inTest.events.length, ids: new Set(inTest.events.map(({ id }) => id)).size };
    };
    const whole = count({ lost: 0, doubled: 0 });
    const faulty = count({ lost: 0.01, doubled: 0.01 });
    expect(whole).toEqual({ all: 2_020, ids: 2_020 });
    expect([whole.ids - faulty.ids > 5, whole.ids - faulty.ids < 45]).toEqual([true, true]);
    expect([faulty.all - faulty.ids > 5, faulty.all - faulty.ids < 45]).toEqual([true, true]);
  });
});

describe('the directories', () => {
  const { fleet } = fleetInTest({ accounts: 12 });

  it('lists the hub and the spokes, each under a unit that exists', () => {
    const units = new Set(['r-pw01', ...fleet.organizationalUnits.map(({ id }) => id)]);
    expect([fleet.accounts[0]!.id, fleet.accounts.length]).toEqual(['000000000000', 13]);
    expect(fleet.accounts.every(({ ouId }) => units.has(ouId))).toBe(true);
    expect(fleet.organizationalUnits.every(({ parentId }) => units.has(parentId))).toBe(true);
  });

  it.each([
    [
      'arn:aws:iam::111111111111:role/PatchExecRole',
      { accountId: '111111111111', externalId: 'patchwave-local', refuses: false },
    ],
    [
      'arn:aws:iam::999999999999:role/PatchExecRole',
      { accountId: '999999999999', externalId: 'patchwave-local', refuses: true },
    ],
    ['arn:aws:iam::111111111111:role/Admin', undefined],
    ['arn:aws:iam::555555555550:role/PatchExecRole', undefined],
  ])('finds %s', (arn, role) => {
    expect(fleet.roles.find(arn)).toEqual(role);
  });
});

/** A careful operator: two attempts, then a word by the evidence. Written without a look at the record. */
function judge(fleet: Fleet, instanceId: string, caller: Caller): Deserved {
  const call = (operation: string, input: object): unknown => fleet.ssm[operation]!(input as never, caller);
  const list = call('ListCommandInvocations', { InstanceId: instanceId }) as Ssm.ListCommandInvocationsResult;
  const last = list.CommandInvocations![0]!.StatusDetails;
  const first = { CommandId: list.CommandInvocations!.at(-1)!.CommandId, InstanceId: instanceId };
  const started = (call('GetCommandInvocation', first) as Ssm.GetCommandInvocationResult).ExecutionStartDateTime;
  const states = call('DescribeInstancePatchStates', {
    InstanceIds: [instanceId],
  }) as Ssm.DescribeInstancePatchStatesResult;
  const state = states.InstancePatchStates![0]!;
  if (last === 'DeliveryTimedOut') return started === '' ? 'Unreachable' : 'LostAfterReboot';
  if (last === 'ExecutionTimedOut') return 'TimedOut';
  if (last === 'Failed') return 'Failed';
  if (state.MissingCount! + state.FailedCount! > 0) return 'NonCompliant';
  return state.InstalledPendingRebootCount! > 0 ? 'PendingReboot' : 'Compliant';
}

describe('the record and the life of the whole fleet', () => {
  it('agree on every instance after two attempts', () => {
    const timers = new VirtualTimers();
    const size = { seed: 'usual', accounts: 12, regions: ['us-east-1', 'us-west-2'], instances: 600 };
    const fleet = createFleet({ ...size, timers, publish: () => undefined, options: { rates: unlimited } });
    const record = fleet
      .record()
      .filter(({ deserves }) => !['Unmanaged', 'Stopped', 'TargetUnreachable'].includes(deserves));
    const attempt = (worthIt: (entry: (typeof record)[number]) => boolean): void => {
      for (const entry of record.filter(worthIt)) {
        fleet.ssm['SendCommand']!(install([entry.instanceId]) as never, callerOf(entry.accountId, entry.region));
      }
      timers.advanceBy(200 * minuteMs);
    };
    const word = (entry: (typeof record)[number]): Deserved =>
      judge(fleet, entry.instanceId, callerOf(entry.accountId, entry.region));
    attempt(() => true);
    attempt((entry) => word(entry) === 'Failed');
    expect(record.map((entry) => [entry.instanceId, word(entry)])).toEqual(
      record.map(({ instanceId, deserves }) => [instanceId, deserves]),
    );
    expect(record).toHaveLength(550);
  });
});
