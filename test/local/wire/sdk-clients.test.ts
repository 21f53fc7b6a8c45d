import { CloudWatchClient, DescribeAlarmsCommand, PutMetricAlarmCommand, PutMetricDataCommand, ResourceNotFound, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { CreateScheduleCommand, GetScheduleCommand, ListSchedulesCommand, ResourceNotFoundException, SchedulerClient } from '@aws-sdk/client-scheduler';
import { DescribeParametersCommand, DescribePatchBaselinesCommand, InvalidInstanceId, ListCommandsCommand, SendCommandCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { AwsJson1_0Protocol } from '@aws-sdk/core/protocols';
import { SmithyRpcV2CborProtocol } from '@smithy/core/cbor';

import { openFronts, type Fronts } from './open-fronts.ts';
import { EXTERNAL_ID, REFUSING_ROLE_ARN, SPOKE_ROLE_ARN } from './sample-services.ts';

const TEST_KEY = { accessKeyId: 'test', secretAccessKey: 'test' };

describe.each(['http', 'inProcess'] as const)('an SDK client over the %s front', (frontName) => {
  let fronts: Fronts;
  const clients: { destroy: () => void }[] = [];

  beforeAll(async () => {
    fronts = await openFronts();
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await fronts.close();
  });
  beforeEach(() => {
    fronts.calls.length = 0;
    fronts.faults.length = 0;
  });

  function connect<Client extends { destroy: () => void }>(Client: new (config: never) => Client, credentials: object = TEST_KEY, more: object = {}): Client {
    const client = new Client({ region: 'us-east-1', credentials, maxAttempts: 1, ...fronts[frontName], ...more } as never);
    clients.push(client);
    return client;
  }

  async function assumeSpokeRole() {
    const input = { RoleArn: SPOKE_ROLE_ARN, RoleSessionName: 'run-1', ExternalId: EXTERNAL_ID };
    const { Credentials } = await connect(STSClient).send(new AssumeRoleCommand(input));
    return { accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretAccessKey!, sessionToken: Credentials!.SessionToken! };
  }

  it('speaks JSON: a date in the answer, a typed error', async () => {
    const ssm = connect(SSMClient);
    const { Command } = await ssm.send(new SendCommandCommand({ DocumentName: 'AWS-RunPatchBaseline' }));
    expect(Command).toEqual({ CommandId: 'c-1', DocumentName: 'AWS-RunPatchBaseline', Comment: '000000000000', RequestedDateTime: new Date(1_000_000) });
    const error: unknown = await ssm.send(new SendCommandCommand({ DocumentName: 'x', InstanceIds: ['i-bad'] })).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(InvalidInstanceId);
    expect(error).toMatchObject({ message: 'i-bad is not managed', $metadata: { httpStatusCode: 404 } });
  });

  it('sees an error that no schema models by its name', async () => {
    await expect(connect(SSMClient).send(new ListCommandsCommand({}))).rejects.toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
  });

  it('is told what is not simulated, by service and operation', async () => {
    await expect(connect(SSMClient).send(new DescribeParametersCommand({}))).rejects.toMatchObject({
      name: 'NotImplemented',
      message: 'ssm.DescribeParameters is not simulated here.',
    });
  });

  it('gets a server fault, and the owner the exception, when the simulation has a bug', async () => {
    await expect(connect(SSMClient).send(new DescribePatchBaselinesCommand({}))).rejects.toMatchObject({
      name: 'InternalFailure',
      $metadata: { httpStatusCode: 500 },
    });
    expect(fronts.faults).toEqual([new TypeError('a bug of the simulation')]);
  });

  it('speaks EC2: lists in the request and the answer, an error by its code', async () => {
    const ec2 = connect(EC2Client);
    const { Reservations } = await ec2.send(new DescribeInstancesCommand({ Filters: [{ Name: 'tag:a', Values: ['x', 'y'] }], MaxResults: 5 }));
    expect(Reservations![0]!.Instances).toEqual([
      { InstanceId: 'i-1', LaunchTime: new Date(0), State: { Code: 16, Name: 'running' }, Tags: [{ Key: 'tag:a', Value: 'x|y' }], EbsOptimized: false, AmiLaunchIndex: 5 },
    ]);
    await expect(ec2.send(new DescribeInstancesCommand({ InstanceIds: ['i-gone'] }))).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' });
  });

  it('speaks REST: labels, query and a typed error', async () => {
    const scheduler = connect(SchedulerClient);
    const schedule = { Name: 'nightly', GroupName: 'g', ScheduleExpression: 'rate(1 day)', FlexibleTimeWindow: { Mode: 'OFF' as const }, Target: { Arn: 'a', RoleArn: 'r' } };
    await expect(scheduler.send(new CreateScheduleCommand(schedule))).resolves.toMatchObject({ ScheduleArn: 'arn:aws:scheduler:::schedule/g/nightly' });
    await expect(scheduler.send(new ListSchedulesCommand({ NamePrefix: 'a b', MaxResults: 3 }))).resolves.toMatchObject({
      Schedules: [{ Name: 'a bx', State: 'ENABLED' }],
      NextToken: '3',
    });
    const error: unknown = await scheduler.send(new GetScheduleCommand({ Name: 'n', GroupName: 'g' })).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(error).toMatchObject({ message: 'Schedule n of g does not exist.' });
  });

  it('puts events', async () => {
    const time = new Date('2026-01-02T03:04:05Z');
    await expect(connect(EventBridgeClient).send(new PutEventsCommand({ Entries: [{ Time: time }] }))).resolves.toMatchObject({
      Entries: [{ EventId: '2026-01-02T03:04:05.000Z' }],
    });
  });

  it.each([['JSON', AwsJson1_0Protocol], ['CBOR', SmithyRpcV2CborProtocol]])('puts metrics and alarms in %s, and is told errors by their types', async (protocolName, protocol) => {
    const cloudwatch = connect(CloudWatchClient, TEST_KEY, { protocol });
    await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'Patchwave', MetricData: [{ MetricName: 'm', Value: 1 }] }));
    const AlarmName = `alarm-${protocolName}`;
    const metric = { Namespace: 'Patchwave', MetricName: 'm', Statistic: 'Sum' as const, Period: 60 };
    await cloudwatch.send(new PutMetricAlarmCommand({ AlarmName, ...metric, Threshold: 0.5, EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanThreshold' }));
    await cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'a test' }));
    const { MetricAlarms } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }));
    expect(MetricAlarms).toEqual([expect.objectContaining({
      AlarmName, AlarmArn: `arn:aws:cloudwatch:us-east-1:000000000000:alarm:${AlarmName}`, Threshold: 0.5, StateValue: 'ALARM', StateUpdatedTimestamp: new Date(fronts.timers.now()),
    })]);
    const error: unknown = await cloudwatch.send(new SetAlarmStateCommand({ AlarmName: 'none', StateValue: 'OK', StateReason: 'x' })).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ResourceNotFound);
    expect(error).toMatchObject({ message: 'Alarm none does not exist.', $metadata: { httpStatusCode: 404 } });
  });

  it('is refused in CBOR, too, with a key that nobody knows', async () => {
    const cloudwatch = connect(CloudWatchClient, { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' }, { protocol: SmithyRpcV2CborProtocol });
    await expect(cloudwatch.send(new DescribeAlarmsCommand({}))).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  });

  it('becomes the spoke by AssumeRole, and is denied by the account that refuses', async () => {
    const credentials = await assumeSpokeRole();
    await expect(connect(STSClient, credentials).send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({
      Account: '111111111111',
      Arn: 'arn:aws:sts::111111111111:assumed-role/PatchExecRole/run-1',
    });
    const { Command } = await connect(SSMClient, credentials).send(new SendCommandCommand({ DocumentName: 'x' }));
    expect(Command!.Comment).toBe('111111111111');
    const refused = { RoleArn: REFUSING_ROLE_ARN, RoleSessionName: 'run-1', ExternalId: EXTERNAL_ID };
    await expect(connect(STSClient).send(new AssumeRoleCommand(refused))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('loses its session when the clock passes its end', async () => {
    const credentials = await assumeSpokeRole();
    fronts.timers.advanceBy(3_600_000);
    await expect(connect(STSClient, credentials).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: 'ExpiredToken' });
    await expect(connect(SSMClient, credentials).send(new ListCommandsCommand({}))).rejects.toMatchObject({ name: 'ExpiredTokenException' });
    await expect(connect(EC2Client, credentials).send(new DescribeInstancesCommand({}))).rejects.toMatchObject({ name: 'RequestExpired' });
  });

  it.each([
    [STSClient, new GetCallerIdentityCommand({}), 'InvalidClientTokenId'],
    [SSMClient, new ListCommandsCommand({}), 'UnrecognizedClientException'],
    [EC2Client, new DescribeInstancesCommand({}), 'AuthFailure'],
  ])('with an unknown key is refused in the words of %p', async (Client, command, name) => {
    type AnyClient = { destroy: () => void; send: (command: unknown) => Promise<unknown> };
    const client = connect(Client as unknown as new () => AnyClient, { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' });
    await expect(client.send(command)).rejects.toMatchObject({ name });
  });

  it('keeps Organizations and DynamoDB to the hub', async () => {
    const credentials = await assumeSpokeRole();
    await expect(connect(OrganizationsClient, credentials).send(new ListAccountsCommand({}))).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const get = new GetItemCommand({ TableName: 'runs', Key: { pk: { S: 'a' } } });
    await expect(connect(DynamoDBClient, credentials).send(get)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('stores items, and sees a condition fail', async () => {
    const dynamo = connect(DynamoDBClient);
    const key = { AttributeName: 'pk', KeyType: 'HASH' as const };
    await dynamo.send(new CreateTableCommand({ TableName: 'runs', BillingMode: 'PAY_PER_REQUEST', KeySchema: [key], AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }] }));
    const put = new PutItemCommand({ TableName: 'runs', Item: { pk: { S: 'a' }, n: { N: '1' } }, ConditionExpression: 'attribute_not_exists(pk)' });
    await dynamo.send(put);
    await expect(dynamo.send(put)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    await expect(dynamo.send(new GetItemCommand({ TableName: 'runs', Key: { pk: { S: 'a' } } }))).resolves.toMatchObject({ Item: { pk: { S: 'a' }, n: { N: '1' } } });
    const ttl = new UpdateTimeToLiveCommand({ TableName: 'runs', TimeToLiveSpecification: { Enabled: true, AttributeName: 'ttl' } });
    await expect(dynamo.send(ttl)).rejects.toMatchObject({ name: 'UnknownOperationException' });
  });

  it('is recorded under its function, also through a role that the function assumed', async () => {
    fronts.identities.register('AKIAPATCHER', { accountId: '000000000000', arn: 'arn:aws:sts::000000000000:assumed-role/patcher/x', functionName: 'patcher' });
    const own = { accessKeyId: 'AKIAPATCHER', secretAccessKey: 'x' };
    const assumed = await connect(STSClient, own).send(new AssumeRoleCommand({ RoleArn: SPOKE_ROLE_ARN, RoleSessionName: 'run-1', ExternalId: EXTERNAL_ID }));
    const { AccessKeyId, SecretAccessKey, SessionToken } = assumed.Credentials!;
    const spoke = { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
    await connect(SSMClient, spoke).send(new SendCommandCommand({ DocumentName: 'x', InstanceIds: ['i-bad'] })).catch(() => undefined);
    expect(fronts.calls).toEqual([
      {
        functionName: 'patcher',
        callerArn: 'arn:aws:sts::000000000000:assumed-role/patcher/x',
        service: 'sts',
        operation: 'AssumeRole',
        region: 'us-east-1',
        accountId: '000000000000',
        resource: SPOKE_ROLE_ARN,
        conditionKeys: { 'sts:ExternalId': [EXTERNAL_ID] },
      },
      {
        functionName: 'patcher',
        callerArn: 'arn:aws:sts::111111111111:assumed-role/PatchExecRole/run-1',
        service: 'ssm',
        operation: 'SendCommand',
        region: 'us-east-1',
        accountId: '111111111111',
        resource: 'arn:aws:ssm:us-east-1:111111111111:document/x',
        errorCode: 'InvalidInstanceId',
      },
    ]);
  });
});
