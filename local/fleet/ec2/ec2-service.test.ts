import type * as Ec2 from '@aws-sdk/client-ec2';
import {
  type FleetInTest,
  callerOf,
  endings,
  firstHas,
  fleetInTest,
  install,
  minuteMs,
  powerOf,
  send,
} from '#test/local/fleet/fleet-in-test.ts';

function find({ ec2 }: FleetInTest, input: Ec2.DescribeInstancesRequest): string[] {
  return ec2('DescribeInstances', input).Reservations!.flatMap(({ Instances }) =>
    Instances!.map(({ InstanceId }) => InstanceId!),
  );
}

describe('DescribeInstances', () => {
  it('shows an instance with its tags, zone, platform and state', () => {
    const inTest = fleetInTest();
    const plan = inTest.instances[1]!;
    const answer = inTest.ec2('DescribeInstances', { InstanceIds: [plan.instanceId] });
    expect(answer.Reservations![0]!.Instances![0]).toEqual({
      InstanceId: plan.instanceId,
      ImageId: 'ami-0w1nd0w5000000000',
      InstanceType: 'm7i.large',
      LaunchTime: expect.any(Date) as Date,
      Placement: { AvailabilityZone: 'us-east-1b' },
      Platform: 'Windows',
      PlatformDetails: 'Windows',
      PrivateIpAddress: plan.privateIp,
      State: { Code: 16, Name: 'running' },
      Tags: Object.entries(plan.tags).map(([Key, Value]) => ({ Key, Value })),
      VpcId: 'vpc-0useast1000000000',
    });
  });

  it.each([
    ['tag:PatchGroup', ['win', 'db'], ({ tags }) => tags['PatchGroup'] !== 'default'],
    ['tag:Name', ['checkout-*'], ({ tags }) => tags['Service'] === 'checkout'],
    ['tag-key', ['aws:autoscaling:groupName'], ({ tags }) => tags['Tier'] !== 'db'],
    ['availability-zone', ['us-east-1a'], ({ zone }) => zone.endsWith('a')],
    ['platform', ['windows'], ({ os }) => os.type === 'Windows'],
    ['instance-state-name', ['running'], () => true],
    ['instance-state-name', ['stopped'], () => false],
  ] as [string, string[], (plan: FleetInTest['instances'][number]) => boolean][])(
    'filters by %s %j',
    (Name, Values, expected) => {
      const inTest = fleetInTest({ instances: 25 });
      expect(find(inTest, { Filters: [{ Name, Values }] })).toEqual(
        inTest.instances.filter(expected).map(({ instanceId }) => instanceId),
      );
    },
  );

  it('pages', () => {
    const inTest = fleetInTest({ instances: 12 });
    const first = inTest.ec2('DescribeInstances', { MaxResults: 7 });
    expect(find(inTest, { MaxResults: 7, NextToken: first.NextToken })).toEqual(
      inTest.instances.slice(7).map(({ instanceId }) => instanceId),
    );
  });

  it.each([
    [{ InstanceIds: ['i-0123456789abcdef0'] }, 'InvalidInstanceID.NotFound'],
    [{ InstanceIds: ['i-0bad'] }, 'InvalidInstanceID.Malformed'],
    [{ Filters: [{ Name: 'colour', Values: ['red'] }] }, 'InvalidParameterValue'],
    [{ MaxResults: 4 }, 'InvalidParameterValue'],
    [{ NextToken: 'forged' }, 'InvalidParameterValue'],
  ])('refuses %j by %s', (input, name) => {
    const { ec2 } = fleetInTest();
    expect(() => ec2('DescribeInstances', input)).toThrow(expect.objectContaining({ name }) as Error);
  });

  it('shows the hub an empty fleet', () => {
    const { ec2 } = fleetInTest();
    expect(ec2('DescribeInstances', {}, callerOf('000000000000'))).toEqual({ Reservations: [] });
  });

  it('is throttled under the name that EC2 gives it', () => {
    const { ec2 } = fleetInTest({
      options: { rates: { SendCommand: { perSecond: 1, burst: 1 }, others: { perSecond: 1, burst: 1 } } },
    });
    ec2('DescribeInstances', {});
    expect(() => ec2('DescribeInstances', {})).toThrow(
      expect.objectContaining({ name: 'RequestLimitExceeded' }) as Error,
    );
  });
});

describe('starting and stopping', () => {
  it('starts a stopped instance, whose agent then takes commands', () => {
    const inTest = fleetInTest({ options: firstHas('stopped') });
    const id = inTest.instances[0]!.instanceId;
    const answer = inTest.ec2('StartInstances', { InstanceIds: [id] });
    inTest.timers.advanceBy(minuteMs);
    const commandId = send(inTest, install([id]));
    inTest.timers.advanceBy(30 * minuteMs);
    expect(answer.StartingInstances).toEqual([
      { InstanceId: id, PreviousState: { Code: 80, Name: 'stopped' }, CurrentState: { Code: 0, Name: 'pending' } },
    ]);
    expect([powerOf(inTest, id), endings(inTest, commandId)]).toEqual(['running', [['Success', 0]]]);
  });

  it('stops an instance and with it the patch job, which ends only at its total time-out', () => {
    const inTest = fleetInTest();
    const id = inTest.instances[0]!.instanceId;
    const commandId = send(inTest, install([id]));
    inTest.timers.advanceBy(minuteMs);
    inTest.ec2('StopInstances', { InstanceIds: [id] });
    inTest.timers.advanceBy(60 * minuteMs);
    const afterAnHour = endings(inTest, commandId);
    inTest.timers.advanceBy(90 * minuteMs);
    expect([powerOf(inTest, id), afterAnHour, endings(inTest, commandId)]).toEqual([
      'stopped',
      [['InProgress', -1]],
      [['DeliveryTimedOut', -1]],
    ]);
  });

  it('tells the bus of each state', () => {
    const inTest = fleetInTest();
    inTest.ec2('StopInstances', { InstanceIds: [inTest.instances[0]!.instanceId] });
    inTest.timers.advanceBy(2 * minuteMs);
    expect(inTest.events.map(({ source, detail }) => [source, detail['state']])).toEqual([
      ['aws.ec2', 'stopping'],
      ['aws.ec2', 'stopped'],
    ]);
  });
});

describe('the rest of EC2', () => {
  it('knows the regions of the fleet only', () => {
    const { ec2 } = fleetInTest({ regions: ['us-east-1', 'eu-west-1'] });
    const { Regions } = ec2('DescribeRegions', {});
    expect(Regions!.map(({ RegionName }) => RegionName)).toEqual(['us-east-1', 'eu-west-1']);
  });

  it('lists tags and status', () => {
    const inTest = fleetInTest();
    const id = inTest.instances[0]!.instanceId;
    const { Tags } = inTest.ec2('DescribeTags', {
      Filters: [
        { Name: 'resource-id', Values: [id] },
        { Name: 'key', Values: ['PatchGroup'] },
      ],
    });
    const { InstanceStatuses } = inTest.ec2('DescribeInstanceStatus', { InstanceIds: [id] });
    expect([Tags, InstanceStatuses![0]!.InstanceStatus]).toEqual([
      [{ ResourceId: id, ResourceType: 'instance', Key: 'PatchGroup', Value: 'default' }],
      { Status: 'ok' },
    ]);
  });
});
