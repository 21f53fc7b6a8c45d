import { hubCredentials, openForeignCloud, outputOf, type ForeignCloud } from './foreign-cloud.ts';

let cloud: ForeignCloud;
beforeAll(async () => {
  cloud = await openForeignCloud('--accounts', '1', '--regions', 'us-east-1', '--instances', '10');
});
afterAll(() => cloud.close());

const aws = <Output>(...args: string[]) => cloud.aws<Output>(hubCredentials, ...args);

const event = {
  id: '1', account: '111111111111', source: 'aws.ssm', time: '2026-03-10T02:00:00Z', region: 'us-east-1', resources: ['arn:one'], 'detail-type': 'Command',
  detail: { status: 'Failed', host: 'web-01.example.com', exit: 100, ip: '10.0.0.7', tags: ['canary', 'web'], nested: { deep: true } },
};

function tests(pattern: object | string): Promise<unknown> {
  return aws('events', 'test-event-pattern', '--event-pattern', typeof pattern === 'string' ? pattern : JSON.stringify(pattern), '--event', JSON.stringify(event));
}

describe('test-event-pattern', () => {
  it.each<[string, object, object]>([
    ['a value', { detail: { status: ['Failed', 'TimedOut'] } }, { detail: { status: ['Success'] } }],
    ['prefix', { source: [{ prefix: 'aws.' }] }, { source: [{ prefix: 'ssm' }] }],
    ['prefix, ignoring case', { source: [{ prefix: { 'equals-ignore-case': 'AWS.' } }] }, { source: [{ prefix: { 'equals-ignore-case': 'SSM' } }] }],
    ['suffix', { detail: { host: [{ suffix: '.com' }] } }, { detail: { host: [{ suffix: '.org' }] } }],
    ['suffix, ignoring case', { detail: { host: [{ suffix: { 'equals-ignore-case': '.COM' } }] } }, { detail: { host: [{ suffix: { 'equals-ignore-case': '.ORG' } }] } }],
    ['anything-but a value', { detail: { status: [{ 'anything-but': 'Success' }] } }, { detail: { status: [{ 'anything-but': 'Failed' }] } }],
    ['anything-but values', { detail: { status: [{ 'anything-but': ['Success', 'Pending'] }] } }, { detail: { status: [{ 'anything-but': ['Success', 'Failed'] }] } }],
    ['anything-but a number', { detail: { exit: [{ 'anything-but': 0 }] } }, { detail: { exit: [{ 'anything-but': [0, 100] }] } }],
    ['anything-but a prefix', { detail: { host: [{ 'anything-but': { prefix: 'db-' } }] } }, { detail: { host: [{ 'anything-but': { prefix: 'web-' } }] } }],
    ['anything-but a suffix', { detail: { host: [{ 'anything-but': { suffix: '.org' } }] } }, { detail: { host: [{ 'anything-but': { suffix: '.com' } }] } }],
    ['anything-but ignoring case', { detail: { status: [{ 'anything-but': { 'equals-ignore-case': 'success' } }] } }, { detail: { status: [{ 'anything-but': { 'equals-ignore-case': 'failed' } }] } }],
    ['anything-but a wildcard', { detail: { host: [{ 'anything-but': { wildcard: 'db-*' } }] } }, { detail: { host: [{ 'anything-but': { wildcard: 'web-*.com' } }] } }],
    ['numeric', { detail: { exit: [{ numeric: ['>', 0, '<=', 100] }] } }, { detail: { exit: [{ numeric: ['=', 0] }] } }],
    ['exists', { detail: { status: [{ exists: true }], reason: [{ exists: false }] } }, { detail: { reason: [{ exists: true }] } }],
    ['equals-ignore-case', { detail: { status: [{ 'equals-ignore-case': 'FAILED' }] } }, { detail: { status: [{ 'equals-ignore-case': 'FAIL' }] } }],
    ['wildcard', { detail: { host: [{ wildcard: 'web-*.example.*' }] } }, { detail: { host: [{ wildcard: 'web-*.org' }] } }],
    ['cidr', { detail: { ip: [{ cidr: '10.0.0.0/24' }] } }, { detail: { ip: [{ cidr: '10.0.1.0/24' }] } }],
    ['$or', { $or: [{ detail: { status: ['Success'] } }, { detail: { exit: [100] } }] }, { $or: [{ detail: { status: ['Success'] } }, { detail: { exit: [1] } }] }],
    ['one of an array', { detail: { tags: ['web'] }, resources: ['arn:one'] }, { detail: { tags: ['db'] } }],
    ['several fields together', { detail: { status: ['Failed'], nested: { deep: [true] } } }, { detail: { status: ['Failed'], nested: { deep: [false] } } }],
  ])('knows %s', async (_words, matching, other) => {
    expect(await Promise.all([tests(matching), tests(other)])).toEqual([{ output: { Result: true } }, { output: { Result: false } }]);
  });

  it.each<[string, object | string]>([
    ['text that is not JSON', '{"source":'],
    ['an empty pattern', {}],
    ['a value that is not in a list', { source: 'aws.ssm' }],
    ['an operator that does not exist', { source: [{ contains: 'ssm' }] }],
    ['an empty list', { source: [] }],
    ['a numeric range without a number', { detail: { exit: [{ numeric: ['>'] }] } }],
    ['a cidr that is none', { detail: { ip: [{ cidr: '10.0.0.0/99' }] } }],
    ['two wildcards in a row', { source: [{ wildcard: 'a**b' }] }],
    ['$or of one', { $or: [{ source: ['a'] }] }],
  ])('refuses %s', async (_words, pattern) => {
    expect(await tests(pattern)).toEqual({ errorCode: 'InvalidEventPatternException' });
  });
});

describe('put-events', () => {
  it('reaches a queue by a rule, on which it is received once', async () => {
    const { QueueUrl } = outputOf(await aws<{ QueueUrl: string }>('sqs', 'create-queue', '--queue-name', 'foreign'));
    const arn = 'arn:aws:sqs:us-east-1:000000000000:foreign';
    const policy = { Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: arn }] };
    outputOf(await aws('sqs', 'set-queue-attributes', '--queue-url', QueueUrl, '--attributes', JSON.stringify({ Policy: JSON.stringify(policy) })));
    outputOf(await aws('events', 'put-rule', '--name', 'foreign', '--event-bus-name', 'patchwave-dev', '--event-pattern', '{"source":["foreign.client"]}'));
    outputOf(await aws('events', 'put-targets', '--rule', 'foreign', '--event-bus-name', 'patchwave-dev', '--targets', `Id=queue,Arn=${arn}`));

    const put = await aws<{ FailedEntryCount: number }>('events', 'put-events', '--entries', JSON.stringify([{ EventBusName: 'patchwave-dev', Source: 'foreign.client', DetailType: 'Hello', Detail: '{"from":"the CLI"}' }]));
    const { Messages } = outputOf(await aws<{ Messages: { Body: string; ReceiptHandle: string }[] }>('sqs', 'receive-message', '--queue-url', QueueUrl, '--wait-time-seconds', '10'));
    outputOf(await aws('sqs', 'delete-message', '--queue-url', QueueUrl, '--receipt-handle', Messages[0]?.ReceiptHandle ?? ''));

    expect({ put: outputOf(put).FailedEntryCount, detail: (JSON.parse(Messages[0]?.Body ?? '{}') as { detail: object }).detail, messages: Messages.length }).toEqual({
      put: 0, detail: { from: 'the CLI' }, messages: 1,
    });
  });

  it('is refused by a bus that does not exist, and without a detail, entry by entry', async () => {
    const entries = [
      { EventBusName: 'patchwave-dev', Source: 'foreign.client', DetailType: 'Hello', Detail: 'no JSON' },
      { EventBusName: 'patchwave-dev', Source: 'foreign.client', DetailType: 'Hello', Detail: '{}' },
    ];
    const { Entries } = outputOf(await aws<{ Entries: { ErrorCode?: string }[] }>('events', 'put-events', '--entries', JSON.stringify(entries)));

    expect([Entries.map(({ ErrorCode }) => ErrorCode), await aws('events', 'describe-event-bus', '--name', 'none')]).toEqual([
      ['MalformedDetail', undefined], { errorCode: 'ResourceNotFoundException' },
    ]);
  });
});

describe('a queue', () => {
  it('that does not exist says so in the words of SQS', async () => {
    expect(await aws('sqs', 'get-queue-url', '--queue-name', 'none')).toEqual({ errorCode: 'AWS.SimpleQueueService.NonExistentQueue' });
  });

  it('gets the messages of its dead-letter queue back by start-message-move-task', async () => {
    const dlq = 'arn:aws:sqs:us-east-1:000000000000:foreign-dlq';
    const dead = outputOf(await aws<{ QueueUrl: string }>('sqs', 'create-queue', '--queue-name', 'foreign-dlq')).QueueUrl;
    const attributes = JSON.stringify({ RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dlq, maxReceiveCount: 1 }), VisibilityTimeout: '0' });
    const source = outputOf(await aws<{ QueueUrl: string }>('sqs', 'create-queue', '--queue-name', 'foreign-source', '--attributes', attributes)).QueueUrl;
    outputOf(await aws('sqs', 'send-message', '--queue-url', source, '--message-body', 'poison'));
    const receive = async (url: string) => outputOf(await aws<{ Messages?: { Body: string }[] }>('sqs', 'receive-message', '--queue-url', url, '--wait-time-seconds', '1', '--visibility-timeout', '0')).Messages?.map(({ Body }) => Body) ?? [];

    const first = await receive(source);
    const second = await receive(source);
    outputOf(await aws('sqs', 'start-message-move-task', '--source-arn', dlq));
    const moved = await receive(source);

    expect({ first, second, moved, left: await receive(dead) }).toEqual({ first: ['poison'], second: [], moved: ['poison'], left: [] });
  });
});
