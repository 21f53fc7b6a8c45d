import type { Target } from '@aws-sdk/client-eventbridge';
import type { BusEvent } from '../bus-event.ts';
import { targetPayload } from './target-payload.ts';

const event: BusEvent = {
  version: '0',
  id: 'event-1',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  account: '111111111111',
  time: '2026-01-05T08:00:00Z',
  region: 'us-east-1',
  resources: ['arn:1', 'arn:2'],
  detail: { 'instance-id': 'i-1', state: 'running', count: 3, tags: [{ key: 'a' }, { key: 'b' }], note: 'say "hi"' },
};

function payload(target: Partial<Target>): string {
  const rule = { name: 'all', arn: 'arn:rule' };
  return targetPayload({ Id: 'target', Arn: 'arn:aws:sqs:::queue', ...target }, { event, rule, ingestionTime: '2026-01-05T08:00:01Z' });
}

function transformed(InputTemplate: string): string {
  const InputPathsMap = {
    instance: '$.detail.instance-id',
    count: '$.detail.count',
    keys: '$.detail.tags[*].key',
    second: '$.resources[1]',
    detail: '$.detail.tags[0]',
    note: '$.detail.note',
    missing: '$.detail.nothing',
  };
  return payload({ InputTransformer: { InputPathsMap, InputTemplate } });
}

test('without any input setting the target gets the event itself', () => {
  expect(JSON.parse(payload({}))).toEqual(event);
});

test('Input replaces the event, InputPath takes a part of it as JSON', () => {
  expect([payload({ Input: '{"a":1}' }), payload({ InputPath: '$.detail.state' }), payload({ InputPath: "$['detail-type']" })]).toEqual([
    '{"a":1}',
    '"running"',
    '"EC2 Instance State-change Notification"',
  ]);
});

test('a variable on its own becomes a JSON value, inside a string only its text', () => {
  expect(JSON.parse(transformed('{"id": <instance>, "n": <count>, "keys": <keys>, "text": "<instance> has <count> of <second>"}'))).toEqual({
    id: 'i-1',
    n: 3,
    keys: ['a', 'b'],
    text: 'i-1 has 3 of arn:2',
  });
});

test('a text template keeps its quotes, and quotes inside a value do not end it', () => {
  expect([transformed('"<instance> says <note>"'), JSON.parse(transformed('{"text": "<note>", "tag": "<detail>"}'))]).toEqual([
    '"i-1 says say \\"hi\\""',
    { text: 'say "hi"', tag: '{key:a}' },
  ]);
});

test('a value that the event lacks is an empty text', () => {
  expect(transformed('{"a": <missing>, "b": "<missing>!"}')).toBe('{"a": "", "b": "!"}');
});

test('the reserved variables need no path', () => {
  const { detail, ...envelope } = event;

  expect(
    JSON.parse(
      transformed('{"r": <aws.events.rule-arn>, "n": <aws.events.rule-name>, "t": <aws.events.event.ingestion-time>, "e": <aws.events.event>, "j": <aws.events.event.json>}'),
    ),
  ).toEqual({ r: 'arn:rule', n: 'all', t: '2026-01-05T08:00:01Z', e: envelope, j: { ...envelope, detail } });
});
