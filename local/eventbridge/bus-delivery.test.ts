import type { DeliveryContext } from './delivery/deliver.ts';
import { aBench, hub, route, spoke } from './event-bridge.fixture.ts';

type Sent = { [Name in keyof DeliveryContext]?: DeliveryContext[Name] | undefined };

const busArn = 'arn:aws:events:us-east-1:000000000000:event-bus/default';
const scheduleOf = ({ accountId, region } = hub) => `arn:aws:scheduler:${region}:${accountId}:schedule/default/tick`;
const newEvent = { source: 'patchwave', detailType: 'RunRequested.v1' };

test('what a schedule sends to a bus becomes a new event of its account', async () => {
  const bench = aBench();
  route(bench, {});

  await bench.bridge.deliver(busArn, '{"policy":"monthly"}', { eventId: 'execution-1', ruleArn: scheduleOf(), newEvent });
  await bench.pass(0);

  expect(bench.delivered.map(({ payload }) => JSON.parse(payload) as unknown)).toEqual([
    expect.objectContaining({ account: '000000000000', source: 'patchwave', 'detail-type': 'RunRequested.v1', detail: { policy: 'monthly' } }),
  ]);
});

test.each<[string, string, Sent, string]>([
  ['a payload that is no object', '[]', {}, 'INVALID_JSON'],
  ['no source', '{}', { newEvent: undefined }, 'INVALID_PARAMETER'],
  ['a schedule of an account that the bus does not let in', '{}', { ruleArn: scheduleOf(spoke) }, 'NO_PERMISSIONS'],
])('%s is refused', async (...[, payload, spoilt, name]) => {
  const context = { eventId: 'execution-1', ruleArn: scheduleOf(), newEvent, ...spoilt } as DeliveryContext;

  await expect(aBench().bridge.deliver(busArn, payload, context)).rejects.toMatchObject({ name });
});

test('what is not a bus goes where it went before', async () => {
  const bench = aBench();
  const context = { eventId: 'execution-1', ruleArn: scheduleOf() };

  await bench.bridge.deliver('arn:aws:sqs:us-east-1:000000000000:queue', '{}', context);

  expect(bench.delivered).toEqual([{ targetArn: 'arn:aws:sqs:us-east-1:000000000000:queue', payload: '{}', context }]);
});
