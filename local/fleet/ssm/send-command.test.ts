import type { SendCommandRequest } from '@aws-sdk/client-ssm';
import { callerOf, firstHas, fleetInTest, install, send } from '#test/local/fleet/fleet-in-test.ts';

function refusal(change: Partial<SendCommandRequest>, ids?: string[]): { name: string; message: string } {
  const inTest = fleetInTest();
  const known = inTest.instances[0]!.instanceId;
  return refusalOf(() => inTest.ssm('SendCommand', install(ids ?? [known], change)));
}

function refusalOf(call: () => unknown): { name: string; message: string } {
  try {
    call();
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
  return { name: 'accepted', message: '' };
}

describe('SendCommand', () => {
  it('accepts what the product sends', () => {
    expect(refusal({}).name).toBe('accepted');
  });

  it.each([
    ['a comment of 101 characters', { Comment: 'x'.repeat(101) }, 'ValidationException'],
    ['a delivery time-out of 29 seconds', { TimeoutSeconds: 29 }, 'ValidationException'],
    ['a concurrency of 0', { MaxConcurrency: '0' }, 'ValidationException'],
    ['an error limit of 101 %', { MaxErrors: '101%' }, 'ValidationException'],
    ['an unknown document', { DocumentName: 'AWS-Unknown' }, 'InvalidDocument'],
    ['no Operation', { Parameters: { RebootOption: ['NoReboot'] } }, 'InvalidParameters'],
    ['an unknown Operation', { Parameters: { Operation: ['Repair'] } }, 'InvalidParameters'],
    [
      'a snapshot id that is no UUID',
      { Parameters: { Operation: ['Install'], SnapshotId: ['run-1'] } },
      'InvalidParameters',
    ],
    [
      'a parameter the document lacks',
      { Parameters: { Operation: ['Install'], Reboot: ['yes'] } },
      'InvalidParameters',
    ],
    ['targets by tag', { InstanceIds: [], Targets: [{ Key: 'tag:Wave', Values: ['canary'] }] }, 'InvalidParameters'],
  ])('refuses %s', (_what, change, name) => {
    expect(refusal(change).name).toBe(name);
  });

  it('answers 51 ids by a throttle, as AWS does', () => {
    const ids = Array.from({ length: 51 }, (_, i) => `i-${String(i).padStart(17, '0')}`);
    expect(refusal({}, ids)).toEqual({ name: 'ThrottlingException', message: 'Rate exceeded' });
  });

  it('refuses the whole call for one bad id and sends nothing', () => {
    const inTest = fleetInTest();
    const ids = [inTest.instances[0]!.instanceId, 'i-00000000000000bad'];
    expect(refusalOf(() => inTest.ssm('SendCommand', install(ids)))).toEqual({
      name: 'InvalidInstanceId',
      message: 'Instances [[i-00000000000000bad]] not in a valid state for account 111111111111',
    });
    expect(inTest.ssm('ListCommands', {})).toEqual({ Commands: [] });
  });

  it.each(['unmanaged', 'stopped'] as const)('refuses an instance that is %s', (trouble) => {
    const inTest = fleetInTest({ options: firstHas(trouble) });
    expect(refusalOf(() => inTest.ssm('SendCommand', install([inTest.instances[0]!.instanceId]))).name).toBe(
      'InvalidInstanceId',
    );
  });

  it('refuses the same id twice', () => {
    const inTest = fleetInTest();
    const id = inTest.instances[0]!.instanceId;
    expect(refusalOf(() => inTest.ssm('SendCommand', install([id, id]))).name).toBe('DuplicateInstanceId');
  });

  it.each([
    ['the hub', callerOf('000000000000')],
    ['another account', callerOf('222222222222')],
    ['another region', callerOf('111111111111', 'eu-west-1')],
  ])('does not know the instance for %s', (_who, caller) => {
    const inTest = fleetInTest({ accounts: 2 });
    expect(refusalOf(() => inTest.ssm('SendCommand', install([inTest.instances[0]!.instanceId]), caller)).name).toBe(
      'InvalidInstanceId',
    );
  });

  it('counts what it accepted at the door by its comment, and nothing that it refused', () => {
    const inTest = fleetInTest();
    send(inTest, install([inTest.instances[0]!.instanceId], { Comment: 'claim-7' }));
    refusalOf(() => inTest.ssm('SendCommand', install(['i-00000000000000bad'], { Comment: 'claim-8' })));
    expect(inTest.fleet.door).toEqual({
      accepted: new Map([['claim-7', 1]]),
      throttled: new Map(),
      calls: new Map([['SendCommand', 2]]),
    });
  });

  it('throttles after a burst, per account and region, and lets through again in time', () => {
    const inTest = fleetInTest({
      accounts: 2,
      options: { rates: { SendCommand: { perSecond: 1, burst: 2 }, others: { perSecond: 9, burst: 9 } } },
    });
    const attempt = (caller = callerOf('111111111111')): string =>
      refusalOf(() => inTest.ssm('SendCommand', install(['i-0']), caller)).name;
    const seen = [attempt(), attempt(), attempt(), attempt(callerOf('222222222222'))];
    inTest.timers.advanceBy(1_000);
    seen.push(attempt());
    expect(seen).toEqual([
      'InvalidInstanceId',
      'InvalidInstanceId',
      'ThrottlingException',
      'InvalidInstanceId',
      'InvalidInstanceId',
    ]);
    expect(inTest.fleet.door.throttled).toEqual(new Map([['SendCommand', 1]]));
  });
});
