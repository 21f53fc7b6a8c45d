import type { Timers } from '#local/clock/clock.ts';

import type { SqsMessage, SqsQueue } from './fauxqs.ts';

/** A queue of fauxqs that lives on the local cloud's clock, tells who listens, and remembers where dead letters came from. */
export interface WatchedQueue {
  queue: SqsQueue;
  /** Called, possibly often, whenever messages may have become visible. Must not throw. Returns the end of it. */
  onMessage: (wake: () => void) => () => void;
  /** Messages that wait for their DelaySeconds. */
  delayedCount: () => number;
  /** True when a message may become visible by the passing of time alone, which nobody announces. */
  needsSweep: () => boolean;
}

/** A message with the queue whose redrive policy sent it to a dead-letter queue. Lost at a restart. */
export type DeadLetter = SqsMessage & { deadLetterSourceArn?: string };

interface Redrive {
  /** The queue that is being received from: the only moment at which fauxqs moves a message to another queue. */
  from: SqsQueue | undefined;
}

/**
 * Extends the queue in place. DelaySeconds runs on `timers`: fauxqs would let it run on the wall's clock, and a run at
 * 600 times the speed would then wait ten hours for a minute. Messages set aside are lost when the process is killed.
 */
export function watchQueue(queue: SqsQueue, timers: Timers, redrive: Redrive): WatchedQueue {
  const aside = new Set<() => void>();
  const listeners = new Set<() => void>();
  announceMessages(queue, listeners, redrive);
  setDelayedAside(queue, timers, { aside, redrive });
  stampReceives(queue, timers, redrive);
  countDelayed(queue, aside);
  return {
    queue,
    onMessage: (wake) => {
      listeners.add(wake);
      return () => void listeners.delete(wake);
    },
    delayedCount: () => aside.size,
    needsSweep: () => listeners.size > 0 && queue.inflightMessages.size + queue.delayedMessages.length > 0,
  };
}

// `notifyWaiters` is where fauxqs wakes its long polls: after a send, a release, and a timeout that it noticed.
function announceMessages(queue: SqsQueue, listeners: Set<() => void>, redrive: Redrive): void {
  const notifiable = queue as unknown as { notifyWaiters: () => void };
  const notifyWaiters = notifiable.notifyWaiters.bind(queue);
  notifiable.notifyWaiters = () => {
    notifyWaiters();
    // A receive begins by noticing timeouts; the receiver need not be woken for what it is about to take.
    if (redrive.from === queue) return;
    for (const wake of listeners) wake();
  };
}

interface Delaying {
  aside: Set<() => void>;
  redrive: Redrive;
}

function setDelayedAside(queue: SqsQueue, timers: Timers, { aside, redrive }: Delaying): void {
  const enqueue = queue.enqueue.bind(queue);
  queue.enqueue = (message: DeadLetter) => {
    const delayMs = message.delayUntil === undefined ? 0 : message.delayUntil - message.sentTimestamp;
    if (redrive.from !== undefined) message.deadLetterSourceArn = redrive.from.arn;
    if (message.approximateReceiveCount === 0) message.sentTimestamp = timers.now();
    delete message.delayUntil;
    if (delayMs <= 0) {
      enqueue(message);
      return;
    }
    const cancel = timers.at(timers.now() + delayMs, () => {
      aside.delete(cancel);
      enqueue(message);
    });
    aside.add(cancel);
  };
  const purge = queue.purge.bind(queue);
  queue.purge = () => {
    for (const cancel of aside) cancel();
    aside.clear();
    purge();
  };
}

function stampReceives(queue: SqsQueue, timers: Timers, redrive: Redrive): void {
  const dequeue = queue.dequeue.bind(queue);
  queue.dequeue = (...input) => {
    const before = redrive.from;
    redrive.from = queue;
    try {
      const received = dequeue(...input);
      for (const { ReceiptHandle } of received) {
        const message = queue.inflightMessages.get(ReceiptHandle)?.message;
        if (message?.approximateReceiveCount === 1) message.approximateFirstReceiveTimestamp = timers.now();
      }
      return received;
    } finally {
      // Not simply cleared: a listener woken by a dead letter may receive from its own queue in the middle of this.
      redrive.from = before;
    }
  };
}

function countDelayed(queue: SqsQueue, aside: Set<() => void>): void {
  const getAttribute = queue.getAttribute.bind(queue);
  queue.getAttribute = (name) => {
    const value = getAttribute(name);
    return name === 'ApproximateNumberOfMessagesDelayed' ? String(Number(value) + aside.size) : value;
  };
}
