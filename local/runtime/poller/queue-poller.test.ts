import type { SQSEvent } from 'aws-lambda';
import type { PausableTimers } from '#local/clock/clock.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';

import type { EventSource } from './event-source.ts';
import { QueueInMemory } from './queue-in-memory.ts';
import { QueuePoller } from './queue-poller.ts';

const source: EventSource = {
  queueName: 'patchwave-dev-planner-control',
  queueArn: 'arn:aws:sqs:us-east-1:000000000000:patchwave-dev-planner-control',
  functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:control',
  batchSize: 10,
  windowSeconds: 0,
  maxConcurrency: 2,
  reportsItemFailures: true,
};

/** Moved by hand, and it tells how many hold it. */
class HandClock extends VirtualTimers implements PausableTimers {
  holds = 0;

  hold(): () => void {
    this.holds += 1;
    return () => void (this.holds -= 1);
  }
}

interface Invocation {
  messageIds: string[];
  succeed: (response?: unknown) => Promise<void>;
  fail: () => Promise<void>;
}

function polling(spoiled: Partial<EventSource> = {}) {
  const [queue, clock, faults] = [new QueueInMemory(), new HandClock(), [] as unknown[]];
  const invocations: Invocation[] = [];
  const events: SQSEvent[] = [];
  const invoke = (event: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      events.push(event as SQSEvent);
      invocations.push({
        messageIds: (event as SQSEvent).Records.map((record) => record.messageId),
        succeed: (response = null) => settled(() => resolve(response)),
        fail: () => settled(() => reject(new Error('the function failed'))),
      });
    });
  const poller = new QueuePoller({
    source: { ...source, ...spoiled },
    queues: queue,
    clock,
    invoke,
    onFault: (error) => void faults.push(error),
  });
  poller.start();
  return { queue, clock, poller, invocations, events, faults };
}

/** Lets all that is already resolved run to its end. */
async function settled(act: () => void): Promise<void> {
  act();
  await new Promise((resolve) => setImmediate(resolve));
}

describe('a poller', () => {
  it('hands a batch to the function in the shape of Lambda, and deletes what succeeded', async () => {
    const { queue, invocations, events } = polling();
    await settled(() => queue.send('a', 'b'));
    expect(events[0]?.Records.map(({ messageId, eventSource, eventSourceARN, awsRegion }) => ({ messageId, eventSource, eventSourceARN, awsRegion }))).toEqual([
      { messageId: 'a', eventSource: 'aws:sqs', eventSourceARN: source.queueArn, awsRegion: 'us-east-1' },
      { messageId: 'b', eventSource: 'aws:sqs', eventSourceARN: source.queueArn, awsRegion: 'us-east-1' },
    ]);
    await invocations[0]!.succeed();
    expect({ deleted: queue.deleted, inFlight: queue.inFlight.size }).toEqual({ deleted: ['a', 'b'], inFlight: 0 });
  });

  it('makes batches no larger than allowed and runs no more at once than allowed', async () => {
    const { queue, invocations } = polling({ batchSize: 2, maxConcurrency: 2 });
    await settled(() => queue.send('a', 'b', 'c', 'd', 'e'));
    expect(invocations.map((invocation) => invocation.messageIds)).toEqual([['a', 'b'], ['c', 'd']]);
    await invocations[1]!.succeed();
    expect(invocations.map((invocation) => invocation.messageIds)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('gives back only the messages that the function names', async () => {
    const { queue, clock, invocations } = polling();
    await settled(() => queue.send('a', 'b', 'c'));
    await invocations[0]!.succeed({ batchItemFailures: [{ itemIdentifier: 'b' }] });
    expect(queue.deleted).toEqual(['a', 'c']);
    await settled(() => clock.advanceBy(1000));
    expect(invocations[1]?.messageIds).toEqual(['b']);
  });

  it('keeps the whole batch when the function fails, and tries again later each time', async () => {
    const { queue, clock, invocations } = polling();
    await settled(() => queue.send('a', 'b'));
    await invocations[0]!.fail();
    await settled(() => clock.advanceBy(1000));
    await invocations[1]!.fail();
    await settled(() => clock.advanceBy(1999));
    expect(invocations).toHaveLength(2);
    await settled(() => clock.advanceBy(1));
    await invocations[2]!.succeed();
    expect(queue.deleted).toEqual(['a', 'b']);
  });

  it('leaves a message that always fails to the dead-letter queue', async () => {
    const { queue, clock, invocations } = polling();
    await settled(() => queue.send('poison'));
    for (let receive = 1; receive <= 5; receive += 1) {
      await invocations[receive - 1]!.fail();
      await settled(() => clock.advanceBy(receive * 1000));
    }
    expect({ invocations: invocations.length, dead: queue.dead, holds: clock.holds }).toEqual({ invocations: 5, dead: ['poison'], holds: 0 });
  });

  it('ignores the answer of a function that does not report failures', async () => {
    const { queue, invocations } = polling({ reportsItemFailures: false });
    await settled(() => queue.send('a'));
    await invocations[0]!.succeed({ batchItemFailures: [{ itemIdentifier: 'a' }] });
    expect(queue.deleted).toEqual(['a']);
  });

  it('holds the clock from the message to the end of its batch, and no longer', async () => {
    const { queue, clock, invocations } = polling();
    await settled(() => undefined);
    expect(clock.holds).toBe(0);
    queue.send('a');
    expect(clock.holds).toBe(1);
    await settled(() => undefined);
    expect(clock.holds).toBe(1);
    await invocations[0]!.succeed();
    expect(clock.holds).toBe(0);
  });

  it('lets the clock go on while a failed message waits', async () => {
    const { queue, clock, invocations } = polling();
    await settled(() => queue.send('a'));
    await invocations[0]!.fail();
    expect(clock.holds).toBe(0);
  });

  it('asks the queue for nothing while there is nothing', async () => {
    const { queue, clock } = polling();
    await settled(() => undefined);
    const receives = queue.receives;
    await settled(() => clock.advanceBy(86_400_000));
    expect(queue.receives).toBe(receives);
  });

  it('takes what was in the queue before it started', async () => {
    const { queue, poller, invocations } = polling();
    await poller.stop();
    await settled(() => queue.send('early'));
    expect(invocations).toHaveLength(0);
    await settled(() => poller.start());
    expect(invocations[0]?.messageIds).toEqual(['early']);
  });

  it('reports a queue that fails, and lets the clock go', async () => {
    const { queue, clock, faults } = polling();
    await settled(() => undefined);
    queue.receive = () => Promise.reject(new Error('disk full'));
    await settled(() => queue.send('a'));
    expect({ faults, holds: clock.holds }).toEqual({ faults: [new Error('disk full')], holds: 0 });
  });

  it('waits, when stopped, for the batch in work and takes no other', async () => {
    const { queue, poller, invocations } = polling();
    await settled(() => queue.send('a'));
    let stopped = false;
    const stopping = poller.stop().then(() => (stopped = true));
    await settled(() => queue.send('b'));
    expect(stopped).toBe(false);
    await invocations[0]!.succeed();
    await stopping;
    expect({ deleted: queue.deleted, invocations: invocations.length }).toEqual({ deleted: ['a'], invocations: 1 });
  });
});

describe('a poller that stops gives back', () => {
  it('the messages of a batch that fails meanwhile', async () => {
    const { queue, poller, invocations } = polling();
    await settled(() => queue.send('a'));
    const stopping = poller.stop();
    await invocations[0]!.fail();
    await stopping;
    expect(queue.depth()).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
  });

  it('the messages that wait to be tried again', async () => {
    const { queue, poller, clock, invocations } = polling();
    await settled(() => queue.send('a'));
    await invocations[0]!.fail();
    await poller.stop();
    expect({ ...queue.depth(), holds: clock.holds }).toEqual({ visible: 1, inFlight: 0, delayed: 0, holds: 0 });
  });
});

describe('a batch window', () => {
  it('waits for a batch to fill, without holding the clock', async () => {
    const { queue, clock, invocations } = polling({ windowSeconds: 5 });
    await settled(() => queue.send('a'));
    await settled(() => queue.send('b'));
    expect({ invocations: invocations.length, holds: clock.holds }).toEqual({ invocations: 0, holds: 0 });
    await settled(() => clock.advanceBy(5000));
    expect(invocations[0]?.messageIds).toEqual(['a', 'b']);
  });

  it('ends early when the batch is full', async () => {
    const { queue, invocations } = polling({ windowSeconds: 5, batchSize: 2 });
    await settled(() => queue.send('a', 'b'));
    expect(invocations[0]?.messageIds).toEqual(['a', 'b']);
  });
});
