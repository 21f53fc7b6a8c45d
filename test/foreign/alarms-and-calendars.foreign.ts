import { calendarText } from '../local/fleet/calendar.builder.ts';
import { hubCredentials, openForeignCloud, outputOf, type Credentials, type ForeignCloud } from './foreign-cloud.ts';
import { spokeCredentials } from './spoke-role.ts';

let cloud: ForeignCloud;
let spoke: Credentials;
beforeAll(async () => {
  cloud = await openForeignCloud('--accounts', '1', '--regions', 'us-east-1,us-west-2', '--instances', '10');
  spoke = await spokeCredentials(cloud, '111111111111');
});
afterAll(() => cloud.close());

interface Alarms {
  MetricAlarms: { AlarmName: string; AlarmArn: string; StateValue: string; StateReason: string }[];
  NextToken?: string;
}

function putAlarm(credentials: Credentials, name: string, ...more: string[]) {
  return cloud.aws(
    credentials, 'cloudwatch', 'put-metric-alarm', '--alarm-name', name, '--namespace', 'Shop', '--metric-name', 'Errors', '--statistic', 'Sum',
    '--period', '60', '--evaluation-periods', '1', '--threshold', '5', '--comparison-operator', 'GreaterThanThreshold', ...more,
  );
}

function raise(credentials: Credentials, name: string, ...more: string[]) {
  return cloud.aws(credentials, 'cloudwatch', 'set-alarm-state', '--alarm-name', name, '--state-value', 'ALARM', '--state-reason', 'orders fail', ...more);
}

async function alarms(credentials: Credentials, ...args: string[]): Promise<string[][]> {
  const { MetricAlarms } = outputOf(await cloud.aws<Alarms>(credentials, 'cloudwatch', 'describe-alarms', ...args));
  return MetricAlarms.map(({ AlarmName, StateValue }) => [AlarmName, StateValue]);
}

describe('an alarm', () => {
  it('is put, raised and described, in its own account and region', async () => {
    outputOf(await putAlarm(spoke, 'shop-errors'));
    const before = await alarms(spoke, '--alarm-names', 'shop-errors');
    outputOf(await raise(spoke, 'shop-errors'));

    expect({
      before,
      after: await alarms(spoke, '--state-value', 'ALARM'),
      inTheHub: await alarms(hubCredentials),
      elsewhere: await alarms(spoke, '--region', 'us-west-2'),
    }).toEqual({ before: [['shop-errors', 'INSUFFICIENT_DATA']], after: [['shop-errors', 'ALARM']], inTheHub: [], elsewhere: [] });
  });

  it('is listed with the others by a client that pages, and is gone when it was deleted', async () => {
    for (const name of ['page-1', 'page-2', 'page-3']) outputOf(await putAlarm(hubCredentials, name));
    const paged = await alarms(hubCredentials, '--page-size', '2', '--alarm-name-prefix', 'page-');
    outputOf(await cloud.aws(hubCredentials, 'cloudwatch', 'delete-alarms', '--alarm-names', 'page-1', 'page-3'));

    expect({ paged: paged.map(([name]) => name), left: (await alarms(hubCredentials)).map(([name]) => name) }).toEqual({ paged: ['page-1', 'page-2', 'page-3'], left: ['page-2'] });
  });

  it('that does not exist cannot be raised', async () => {
    expect(await raise(spoke, 'none')).toEqual({ errorCode: 'ResourceNotFound' });
  });

  it.each([
    ['a spoke, from another region,', () => spoke, '111111111111', 'us-west-2'],
    ['the hub', () => hubCredentials, '000000000000', 'us-east-1'],
  ])('of %s is told on the bus of the hub', async (...[, credentials, account, region]) => {
    const name = `told-by-${account}`;
    const QueueUrl = await queueOfAlarms(name);
    outputOf(await putAlarm(credentials(), name, '--region', region));
    outputOf(await raise(credentials(), name, '--region', region));
    const { Messages } = outputOf(await cloud.aws<{ Messages: { Body: string }[] }>(hubCredentials, 'sqs', 'receive-message', '--queue-url', QueueUrl, '--wait-time-seconds', '10'));

    expect(JSON.parse(Messages[0]?.Body ?? '{}')).toMatchObject({
      source: 'aws.cloudwatch', 'detail-type': 'CloudWatch Alarm State Change', account, region,
      resources: [`arn:aws:cloudwatch:${region}:${account}:alarm:${name}`],
      detail: { alarmName: name, state: { value: 'ALARM', reason: 'orders fail' }, previousState: { value: 'INSUFFICIENT_DATA' } },
    });
  });
});

/** A queue that hears of this alarm what the hub's bus hears. */
async function queueOfAlarms(alarmName: string): Promise<string> {
  const aws = <Output>(...args: string[]) => cloud.aws<Output>(hubCredentials, ...args);
  const { QueueUrl } = outputOf(await aws<{ QueueUrl: string }>('sqs', 'create-queue', '--queue-name', alarmName));
  const arn = `arn:aws:sqs:us-east-1:000000000000:${alarmName}`;
  const policy = { Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: arn }] };
  outputOf(await aws('sqs', 'set-queue-attributes', '--queue-url', QueueUrl, '--attributes', JSON.stringify({ Policy: JSON.stringify(policy) })));
  const pattern = { source: ['aws.cloudwatch'], detail: { alarmName: [alarmName] } };
  outputOf(await aws('events', 'put-rule', '--name', alarmName, '--event-bus-name', 'patchwave-dev', '--event-pattern', JSON.stringify(pattern)));
  outputOf(await aws('events', 'put-targets', '--rule', alarmName, '--event-bus-name', 'patchwave-dev', '--targets', `Id=queue,Arn=${arn}`));
  return QueueUrl;
}

describe('a change calendar', () => {
  const yearEnd = calendarText([['2040-12-20T00:00:00Z', '2041-01-02T00:00:00Z']]);
  const always = calendarText([['2020-01-01T00:00:00Z', '2060-01-01T00:00:00Z']]);

  function create(name: string, content: string) {
    return cloud.aws(hubCredentials, 'ssm', 'create-document', '--name', name, '--document-type', 'ChangeCalendar', '--document-format', 'TEXT', '--content', content);
  }

  function stateOf(credentials: Credentials, name: string, ...more: string[]) {
    return cloud.aws<{ State: string; NextTransitionTime?: string }>(credentials, 'ssm', 'get-calendar-state', '--calendar-names', name, ...more);
  }

  it('is open or closed by the time that is asked for', async () => {
    outputOf(await create('YearEnd', yearEnd));
    const [now, then] = await Promise.all([stateOf(hubCredentials, 'YearEnd'), stateOf(hubCredentials, 'YearEnd', '--at-time', '2040-12-24T18:00:00+01:00')]);

    expect([outputOf(now), outputOf(then)]).toEqual([
      { State: 'OPEN', AtTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string, NextTransitionTime: '2040-12-20T00:00:00Z' },
      { State: 'CLOSED', AtTime: '2040-12-24T17:00:00Z', NextTransitionTime: '2041-01-02T00:00:00Z' },
    ]);
  });

  it('freezes by a new version that becomes the default one, and thaws by the old one', async () => {
    outputOf(await create('Freeze', yearEnd));
    outputOf(await cloud.aws(hubCredentials, 'ssm', 'update-document', '--name', 'Freeze', '--document-version', '$LATEST', '--document-format', 'TEXT', '--content', always));
    const states: string[] = [];
    for (const version of ['2', '1']) {
      outputOf(await cloud.aws(hubCredentials, 'ssm', 'update-document-default-version', '--name', 'Freeze', '--document-version', version));
      states.push(outputOf(await stateOf(hubCredentials, 'Freeze')).State);
    }

    const { Content } = outputOf(await cloud.aws<{ Content: string }>(hubCredentials, 'ssm', 'get-document', '--name', 'Freeze', '--document-version', '2'));
    expect({ states, kept: Content === always }).toEqual({ states: ['CLOSED', 'OPEN'], kept: true });
  });

  it('is seen from another account by its ARN only, and is no calendar to anybody if nobody made it', async () => {
    outputOf(await create('Shared', always));

    expect(await Promise.all([
      stateOf(spoke, 'arn:aws:ssm:us-east-1:000000000000:document/Shared'), stateOf(spoke, 'Shared'), stateOf(hubCredentials, 'None'),
    ])).toEqual([{ output: expect.objectContaining({ State: 'CLOSED' }) as object }, { errorCode: 'InvalidDocument' }, { errorCode: 'InvalidDocument' }]);
  });

  it.each([
    ['text that is none', 'freeze!', 'InvalidDocumentContent'],
    ['an event that recurs', yearEnd.replace('UID:', 'RRULE:FREQ=YEARLY\r\nUID:'), 'InvalidDocumentContent'],
  ])('is not made of %s', async (_words, content, errorCode) => {
    expect(await create('Other', content)).toEqual({ errorCode });
  });
});
