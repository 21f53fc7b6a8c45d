import type { BusEvent } from './bus-event.ts';
import { aBench, deadLettersArn, hub, queueArn, route, spoke } from './event-bridge.fixture.ts';

const hubBusArn = 'arn:aws:events:us-east-1:000000000000:event-bus/patchwave';
const commandEnded = { source: 'aws.ssm', detailType: 'EC2 Command Status-change Notification', detail: { status: 'Success' } };

/** A spoke whose default bus forwards what SSM says to the hub's bus, which lets the organization in. */
function aForwardingBench() {
  const bench = aBench();
  const { bridge } = bench;
  bridge.createEventBus({ Name: 'patchwave' }, hub);
  bridge.putPermission({ EventBusName: 'patchwave', StatementId: 'org', Principal: '*', Condition: { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-patchwave01' } }, hub);
  bridge.putRule({ Name: 'hints', EventBusName: 'patchwave', EventPattern: '{"source":["aws.ssm"]}' }, hub);
  bridge.putTargets({ Rule: 'hints', EventBusName: 'patchwave', Targets: [{ Id: 'queue', Arn: queueArn }] }, hub);
  bridge.putRule({ Name: 'forward', EventPattern: '{"source":["aws.ssm"]}' }, spoke);
  bridge.putTargets({ Rule: 'forward', Targets: [{ Id: 'hub', Arn: hubBusArn, DeadLetterConfig: { Arn: deadLettersArn } }] }, spoke);
  return bench;
}

test('an event of a spoke reaches the hub unchanged: its account, region, time and id', async () => {
  const bench = aForwardingBench();

  const id = bench.bridge.publish(spoke.accountId, spoke.region, commandEnded);
  await bench.pass(0);

  expect(bench.delivered.map(({ payload }) => JSON.parse(payload) as unknown)).toEqual([
    {
      version: '0',
      id,
      'detail-type': 'EC2 Command Status-change Notification',
      source: 'aws.ssm',
      account: '111111111111',
      time: '2026-01-05T08:00:00Z',
      region: 'us-west-2',
      resources: [],
      detail: { status: 'Success' },
    },
  ]);
});

test('an event that came from another bus is not sent on to a third', async () => {
  const bench = aForwardingBench();
  const onward = { Id: 'third', Arn: 'arn:aws:events:us-east-1:222222222222:event-bus/default', DeadLetterConfig: { Arn: deadLettersArn } };
  bench.bridge.putTargets({ Rule: 'hints', EventBusName: 'patchwave', Targets: [onward] }, hub);

  bench.bridge.publish(spoke.accountId, spoke.region, commandEnded);
  await bench.pass(0);

  expect(bench.delivered.map(({ targetArn, context }) => [targetArn, context.messageAttributes?.['ERROR_CODE']])).toEqual([
    [queueArn, undefined],
    [deadLettersArn, 'THIRD_ACCOUNT_HOP_DETECTED'],
  ]);
});

test('a hub bus without a policy refuses a spoke for good, into the dead letters of the spoke', async () => {
  const bench = aForwardingBench();
  bench.bridge.putPermission({ EventBusName: 'patchwave', Policy: '{"Statement":[]}' }, hub);

  bench.bridge.publish(spoke.accountId, spoke.region, commandEnded);
  await bench.pass(0);

  expect(bench.delivered.map(({ targetArn, context }) => [targetArn, context.messageAttributes?.['ERROR_CODE']])).toEqual([
    [deadLettersArn, 'NO_PERMISSIONS'],
  ]);
});

test('a disabled rule sends nothing, and one that does not match neither', async () => {
  const bench = aForwardingBench();
  bench.bridge.putRule({ Name: 'forward', EventPattern: '{"source":["aws.ssm"]}', State: 'DISABLED' }, spoke);

  bench.bridge.publish(spoke.accountId, spoke.region, commandEnded);
  bench.bridge.publish(spoke.accountId, spoke.region, { ...commandEnded, source: 'aws.ec2' });
  await bench.pass(0);

  expect(bench.delivered).toEqual([]);
});

test('faults double and lose deliveries, event by event', async () => {
  const asked: unknown[] = [];
  const copies = ({ detail }: BusEvent) => {
    asked.push(detail);
    return (detail as { copies: number }).copies;
  };
  const bench = aBench({ faults: { copies } });
  route(bench, { InputPath: '$.detail.copies' });

  for (const wanted of [0, 1, 2]) bench.bridge.publish(hub.accountId, hub.region, { source: 'patchwave', detailType: 'x', detail: { copies: wanted } });
  await bench.pass(0);

  expect([asked, bench.delivered.map(({ payload }) => payload)]).toEqual([[{ copies: 0 }, { copies: 1 }, { copies: 2 }], ['1', '2', '2']]);
});

test('a queue behind a FIFO target gets the message group of the target', async () => {
  const bench = aBench();
  route(bench, { Arn: `${queueArn}.fifo`, SqsParameters: { MessageGroupId: 'runs' } });

  bench.bridge.publish(hub.accountId, hub.region, { source: 'patchwave', detailType: 'x', detail: {} });
  await bench.pass(0);

  expect(bench.delivered.map(({ context }) => context.messageGroupId)).toEqual(['runs']);
});
