import { hubCredentials, openForeignCloud, outputOf, type Credentials, type ForeignCloud } from './foreign-cloud.ts';
import { spokeCredentials } from './spoke-role.ts';

// Two minutes of the fleet's time a second: a session of 15 minutes ends in eight seconds, one of an hour in thirty.
let cloud: ForeignCloud;
let spoke: Credentials;
let instanceIds: string[];

interface Reservations {
  Reservations: { Instances: { InstanceId: string; State: { Name: string }; Tags: { Key: string; Value: string }[] }[] }[];
}

beforeAll(async () => {
  cloud = await openForeignCloud('--accounts', '3', '--regions', 'us-east-1', '--instances', '60', '--speed', '120');
});
afterAll(() => cloud.close());

beforeEach(async () => {
  spoke = await spokeCredentials(cloud, '111111111111');
  const { Reservations } = outputOf(await cloud.aws<Reservations>(spoke, 'ec2', 'describe-instances', '--filters', 'Name=instance-state-name,Values=running', 'Name=tag:PatchGroup,Values=default,win,db'));
  instanceIds = Reservations.flatMap(({ Instances }) => Instances.map(({ InstanceId }) => InstanceId));
});

function sendCommand(credentials: Credentials, ids: readonly string[], ...more: string[]) {
  return cloud.aws<{ Command: { CommandId: string; TargetCount: number } }>(
    credentials, 'ssm', 'send-command', '--document-name', 'AWS-RunPatchBaseline', '--parameters', 'Operation=Scan', '--instance-ids', ...ids, ...more,
  );
}

describe('describe-instances', () => {
  it('shows the instances of the account whose role was assumed, and none to the hub', async () => {
    const other = await spokeCredentials(cloud, '222222222222');
    const count = async (credentials: Credentials) => outputOf(await cloud.aws<Reservations>(credentials, 'ec2', 'describe-instances')).Reservations.flatMap(({ Instances }) => Instances.map(({ InstanceId }) => InstanceId));
    const [ours, others, hubs] = await Promise.all([count(spoke), count(other), count(hubCredentials)]);

    expect({ some: ours.length > 10, shared: ours.filter((id) => others.includes(id)), hubs }).toEqual({ some: true, shared: [], hubs: [] });
  });

  it('tells an id that does not exist from one that is malformed', async () => {
    expect(await Promise.all(['i-0123456789abcdef0', 'web-1'].map((id) => cloud.aws(spoke, 'ec2', 'describe-instances', '--instance-ids', id)))).toEqual([
      { errorCode: 'InvalidInstanceID.NotFound' }, { errorCode: 'InvalidInstanceID.Malformed' },
    ]);
  });
});

describe('send-command', () => {
  it('is taken from the spoke, and listed with its invocations', async () => {
    const ids = instanceIds.slice(0, 3);
    const { Command } = outputOf(await sendCommand(spoke, ids, '--comment', 'by a foreigner'));
    const commands = outputOf(await cloud.aws<{ Commands: { CommandId: string; Comment: string }[] }>(spoke, 'ssm', 'list-commands', '--command-id', Command.CommandId));
    const invocations = outputOf(await cloud.aws<{ CommandInvocations: { InstanceId: string }[] }>(spoke, 'ssm', 'list-command-invocations', '--command-id', Command.CommandId));

    expect({
      commands: commands.Commands.map(({ CommandId, Comment }) => [CommandId, Comment]),
      invocations: invocations.CommandInvocations.map(({ InstanceId }) => InstanceId).sort(),
    }).toEqual({ commands: [[Command.CommandId, 'by a foreigner']], invocations: ids.sort() });
  });

  it('is refused to the hub, whose instances these are not', async () => {
    expect(await sendCommand(hubCredentials, instanceIds.slice(0, 1))).toEqual({ errorCode: 'InvalidInstanceId' });
  });

  // By a throttle that is none, as SSM does it: nobody who tries again ever gets through.
  it('is refused for more than 50 instances', async () => {
    const many = Array.from({ length: 51 }, (_, index) => `i-${index.toString(16).padStart(17, '0')}`);

    expect(await sendCommand(spoke, many)).toEqual({ errorCode: 'ThrottlingException' });
  });

  it.each([
    ['a document that does not exist', ['--document-name', 'AWS-RunNothing'], 'InvalidDocument'],
    ['nothing at once', ['--document-name', 'AWS-RunPatchBaseline', '--parameters', 'Operation=Scan', '--max-concurrency', '0'], 'ValidationException'],
    ['a comment over 100 characters', ['--document-name', 'AWS-RunPatchBaseline', '--parameters', 'Operation=Scan', '--comment', 'x'.repeat(101)], 'ValidationException'],
  ])('is refused with %s', async (_words, args, errorCode) => {
    expect(await cloud.aws(spoke, 'ssm', 'send-command', '--instance-ids', instanceIds[0] ?? '', ...args)).toEqual({ errorCode });
  });
});

describe('credentials', () => {
  it.each([
    ['that nobody ever gave out', () => ({ AccessKeyId: 'AKIAGARBAGE000000000', SecretAccessKey: 'x' })],
    ['of a session without its token', () => ({ AccessKeyId: spoke.AccessKeyId, SecretAccessKey: spoke.SecretAccessKey })],
  ])('%s are refused, by SSM and by EC2 in their own words', async (_words, credentials) => {
    const [ssm, ec2] = await Promise.all([cloud.aws(credentials(), 'ssm', 'list-commands'), cloud.aws(credentials(), 'ec2', 'describe-instances')]);

    expect([ssm, ec2]).toEqual([{ errorCode: 'UnrecognizedClientException' }, { errorCode: 'AuthFailure' }]);
  });

  it('of a session that has ended are refused', async () => {
    const brief = await spokeCredentials(cloud, '111111111111', 900);
    const refusal = await untilRefused(() => cloud.aws(brief, 'ssm', 'list-commands'));

    expect(refusal).toEqual({ errorCode: 'ExpiredTokenException' });
  });
});

/** Each call of the CLI takes most of a second; the session ends after eight. */
async function untilRefused(call: () => Promise<object>): Promise<object | undefined> {
  for (let attempt = 1; attempt <= 60; attempt += 1) {
    const answer = await call();
    if ('errorCode' in answer) return answer;
  }
  return undefined;
}
