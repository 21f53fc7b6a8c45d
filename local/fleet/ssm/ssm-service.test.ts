import type * as Ssm from '@aws-sdk/client-ssm';
import {
  endings,
  firstHas,
  fleetInTest,
  install,
  minuteMs,
  patchStates,
  send,
  unlimited,
} from '#test/local/fleet/fleet-in-test.ts';

describe('looking at commands', () => {
  it('pages through invocations without loss or repetition', () => {
    const inTest = fleetInTest({ instances: 25 });
    const ids = inTest.instances.map(({ instanceId }) => instanceId);
    const commandId = send(inTest, install(ids));
    const seen: string[] = [];
    let NextToken: string | undefined;
    do {
      const input: Ssm.ListCommandInvocationsRequest = { CommandId: commandId, MaxResults: 10, NextToken };
      const answer = inTest.ssm('ListCommandInvocations', input);
      seen.push(...answer.CommandInvocations!.map(({ InstanceId }) => InstanceId!));
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    expect(seen).toEqual(ids);
  });

  it('lists commands newest first, by time and document', () => {
    const inTest = fleetInTest();
    const id = inTest.instances[0]!.instanceId;
    const first = send(inTest, install([id]));
    inTest.timers.advanceBy(minuteMs);
    const second = send(inTest, install([id], { Comment: 'claim-2' }));
    const list = (Filters: Ssm.CommandFilter[]): string[] =>
      inTest.ssm('ListCommands', { Filters }).Commands!.map(({ CommandId }) => CommandId!);
    expect(list([])).toEqual([second, first]);
    expect(
      list([
        { key: 'InvokedAfter', value: '2026-01-05T08:00:30Z' },
        { key: 'DocumentName', value: 'AWS-RunPatchBaseline' },
      ]),
    ).toEqual([second]);
    expect(list([{ key: 'InvokedBefore', value: '2026-01-05T08:00:30Z' }])).toEqual([first]);
    expect(list([{ key: 'Status', value: 'Success' }])).toEqual([]);
  });

  it('does not know an invocation in the first two seconds after the send', () => {
    const inTest = fleetInTest();
    const id = inTest.instances[0]!.instanceId;
    const CommandId = send(inTest, install([id]));
    const look = (): Ssm.GetCommandInvocationResult =>
      inTest.ssm('GetCommandInvocation', { CommandId, InstanceId: id });
    expect(look).toThrow('did not match any invocations');
    inTest.timers.advanceBy(2_000);
    expect([look().ResponseCode, look().PluginName]).toEqual([-1, 'PatchLinux']);
  });

  it.each([
    ['ListCommandInvocations', { MaxResults: 51 }, 'ValidationException'],
    ['ListCommands', { CommandId: 'unknown' }, 'InvalidCommandId'],
    ['ListCommands', { NextToken: 'forged' }, 'InvalidNextToken'],
    ['CancelCommand', { CommandId: 'unknown' }, 'InvalidCommandId'],
    ['DescribeInstanceInformation', { MaxResults: 4 }, 'ValidationException'],
    ['DescribeInstanceInformation', { Filters: [{ Key: 'Colour', Values: ['red'] }] }, 'InvalidFilterKey'],
    ['DescribeInstancePatchStates', { InstanceIds: Array.from({ length: 51 }, () => 'i-0') }, 'ValidationException'],
    ['DescribeInstancePatchStates', { InstanceIds: ['i-0'], MaxResults: 9 }, 'ValidationException'],
    ['GetCalendarState', { CalendarNames: ['Unknown'] }, 'InvalidDocument'],
    ['GetParameter', { Name: '/unknown' }, 'ParameterNotFound'],
  ])('refuses %s of %j by %s', (operation, input, name) => {
    const { ssm } = fleetInTest();
    expect(() => ssm(operation as 'GetParameter', input as never)).toThrow(expect.objectContaining({ name }) as Error);
  });
});

describe('looking at instances', () => {
  it('finds the managed ones by platform, tag and ping, ten to a page', () => {
    const inTest = fleetInTest({ instances: 25, options: firstHas('dead-agent') });
    const find = (Filters: Ssm.InstanceInformationStringFilter[], MaxResults?: number): number =>
      inTest.ssm('DescribeInstanceInformation', {
        Filters,
        MaxResults,
      }).InstanceInformationList!.length;
    expect([
      find([]),
      find([], 50),
      find([{ Key: 'PlatformTypes', Values: ['Linux'] }], 50),
      find([{ Key: 'PingStatus', Values: ['ConnectionLost'] }], 50),
      find([{ Key: 'tag:PatchGroup', Values: ['win'] }], 50),
    ]).toEqual([10, 25, 15, 1, 9]);
  });

  it.each(['unmanaged', 'stopped'] as const)('omits the %s', (trouble) => {
    const inTest = fleetInTest({ options: firstHas(trouble) });
    const answer = inTest.ssm('DescribeInstanceInformation', {});
    expect(answer.InstanceInformationList!.map(({ InstanceId }) => InstanceId)).toEqual(
      inTest.instances.slice(1).map(({ instanceId }) => instanceId),
    );
  });

  it('shows the state of a small share of instances only minutes after their command', () => {
    const inTest = fleetInTest({ instances: 500, options: { rates: unlimited } });
    const groups = Array.from({ length: 10 }, (_, i) =>
      inTest.instances.slice(i * 50, i * 50 + 50).map(({ instanceId }) => instanceId),
    );
    const sent = groups.map((ids) => ({
      ids,
      id: send(inTest, install(ids, { Parameters: { Operation: ['Scan'] } })),
    }));
    const secondsLate = new Map<string, number>();
    for (let second = 0; second < 600; second += 10) {
      inTest.timers.advanceBy(10_000);
      for (const { ids, id } of sent) {
        const begun = patchStates(inTest, ids).map(({ OperationStartTime }) => OperationStartTime!.getTime());
        endings(inTest, id).forEach(([status], index) => {
          const old = begun[index]! < Date.UTC(2026, 0, 5, 8);
          if (status === 'Success' && old) secondsLate.set(ids[index]!, (secondsLate.get(ids[index]!) ?? 0) + 10);
        });
      }
    }
    const lags = [...secondsLate.values()];
    expect([lags.length > 10, lags.length < 40, Math.min(...lags) >= 50, Math.max(...lags) <= 180]).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('lists what is missing, by name', () => {
    const inTest = fleetInTest();
    const id = inTest.instances[0]!.instanceId;
    const { Patches } = inTest.ssm('DescribeInstancePatches', { InstanceId: id });
    const missing = Patches!.filter(({ State }) => State === 'MISSING').length;
    expect(missing).toBe(patchStates(inTest, [id])[0]!.MissingCount);
  });

  it('sums compliance up', () => {
    const inTest = fleetInTest();
    const ids = inTest.instances.map(({ instanceId }) => instanceId);
    send(inTest, install(ids.slice(0, 2)));
    inTest.timers.advanceBy(60 * minuteMs);
    expect(inTest.ssm('ListComplianceSummaries', {})).toEqual({
      ComplianceSummaryItems: [
        {
          ComplianceType: 'Patch',
          CompliantSummary: { CompliantCount: 2 },
          NonCompliantSummary: { NonCompliantCount: 4 },
        },
      ],
    });
  });
});

describe('parameters', () => {
  it('gives parameters by name and names those it lacks', () => {
    const { ssm } = fleetInTest({ options: { parameters: new Map([['/a', '1']]) } });
    expect(ssm('GetParameters', { Names: ['/a', '/b'] })).toEqual({
      Parameters: [{ Name: '/a', Type: 'String', Value: '1', Version: 1, DataType: 'text' }],
      InvalidParameters: ['/b'],
    });
  });
});
