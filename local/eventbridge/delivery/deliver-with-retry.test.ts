import { aBench, deadLettersArn, hub, queueArn, route, type Bench } from '../event-bridge.fixture.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import type { Deliver } from './deliver.ts';
import { deliverWithRetry } from './deliver-with-retry.ts';

/** A queue that refuses with this error; the dead-letter queue takes all. */
function refusing(name: string, timesMax = Infinity) {
  const tries: number[] = [];
  const dead: { payload: string; attributes: unknown }[] = [];
  const deliver: Deliver = (targetArn, payload, context) => {
    if (targetArn === deadLettersArn) return Promise.resolve(void dead.push({ payload, attributes: context.messageAttributes }));
    tries.push((bench.timers.now() - startMs) / 1000);
    return tries.length > timesMax ? Promise.resolve() : Promise.reject(Object.assign(new Error('not now'), { name }));
  };
  const bench: Bench = aBench({ deliver });
  const startMs = bench.timers.now();
  const publish = () => bench.bridge.publish(hub.accountId, hub.region, { source: 'patchwave', detailType: 'x', detail: {} });
  return { bench, tries, dead, publish };
}

test('a throttled target is tried again after 1, 2, 4 ... seconds until it takes the event', async () => {
  const { bench, tries, dead, publish } = refusing('ThrottlingException', 3);
  route(bench, { DeadLetterConfig: { Arn: deadLettersArn } });

  publish();
  await bench.pass(10);

  expect([tries, dead, bench.lost]).toEqual([[0, 1, 3, 7], [], []]);
});

test('when the attempts are used up, the event goes to the dead letters with the attributes AWS adds', async () => {
  const { bench, tries, dead, publish } = refusing('ServiceUnavailable');
  route(bench, { DeadLetterConfig: { Arn: deadLettersArn }, RetryPolicy: { MaximumRetryAttempts: 2 } });

  const id = publish();
  await bench.pass(10);

  expect([tries, dead.map(({ payload, attributes }) => [(JSON.parse(payload) as { id: string }).id, attributes])]).toEqual([
    [0, 1, 3],
    [
      [
        id,
        {
          ERROR_CODE: 'ERROR_FROM_TARGET',
          ERROR_MESSAGE: 'not now',
          EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
          RETRY_ATTEMPTS: '2',
          RULE_ARN: 'arn:aws:events:us-east-1:000000000000:rule/all',
          TARGET_ARN: queueArn,
        },
      ],
    ],
  ]);
});

test('an event older than its maximum age is given up even if attempts are left', async () => {
  const { bench, tries, dead, publish } = refusing('ServiceUnavailable');
  route(bench, { DeadLetterConfig: { Arn: deadLettersArn }, RetryPolicy: { MaximumEventAgeInSeconds: 60 } });

  publish();
  await bench.pass(70);

  expect([tries, dead.map(({ attributes }) => (attributes as Record<string, string>)['EXHAUSTED_RETRY_CONDITION'])]).toEqual([
    [0, 1, 3, 7, 15, 31],
    ['MaximumEventAgeInSeconds'],
  ]);
});

test('a queue that is gone is not tried again', async () => {
  const { bench, tries, dead, publish } = refusing('QueueDoesNotExist');
  route(bench, { DeadLetterConfig: { Arn: deadLettersArn } });

  publish();
  await bench.pass(10);

  expect([tries, dead.map(({ attributes }) => (attributes as Record<string, string>)['ERROR_CODE'])]).toEqual([[0], ['NO_RESOURCE']]);
});

test('without a dead-letter queue the loss is told', async () => {
  const { bench, publish } = refusing('AccessDenied');
  route(bench, {});

  const eventId = publish();
  await bench.pass(0);

  expect(bench.lost).toEqual([
    { eventId, ruleArn: 'arn:aws:events:us-east-1:000000000000:rule/all', targetArn: queueArn, errorCode: 'NO_PERMISSIONS', errorMessage: 'not now' },
  ]);
});

test('a clock that can be held stands still from the beginning of a delivery to its end', async () => {
  const seen: string[] = [];
  const timers = Object.assign(new VirtualTimers(), { hold: () => (seen.push('held'), () => void seen.push('released')) });
  const send = () => Promise.resolve(void seen.push('sent'));

  deliverWithRetry({ timers, policy: undefined, send, giveUp: () => Promise.resolve() });
  timers.advanceBy(0);
  await new Promise(setImmediate);

  expect(seen).toEqual(['held', 'sent', 'released']);
});
