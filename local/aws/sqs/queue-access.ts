import type { Timers } from '#local/clock/clock.ts';

import type { SqsQueue, SqsStore } from './fauxqs.ts';
import { toLambdaRecord, type Received } from './lambda-record.ts';
import { watchQueue, type WatchedQueue } from './watched-queue.ts';

/** The queues as the poller of the runtime sees them: in this process, without a wire. All names are of the hub's queues. */
export interface QueueAccess {
  /** Takes up to `max` visible messages, moving those over their maxReceiveCount to the dead-letter queue. */
  receive: (queueName: string, max: number) => Promise<Received[]>;
  /** Deletes what was handled. Handles that are no longer in flight are passed over, as SQS does. */
  delete: (queueName: string, receiptHandles: string[]) => Promise<void>;
  /** Makes a message visible again after `delaySeconds` of the wall's clock; 0 is at once. */
  release: (queueName: string, receiptHandle: string, delaySeconds: number) => Promise<void>;
  /** Calls `wake` whenever messages may be visible; the queue must exist. Returns the end of it. */
  onMessage: (queueName: string, wake: () => void) => () => void;
  /** `delayed` wait for their DelaySeconds, on the local cloud's clock. */
  depth: (queueName: string) => { visible: number; inFlight: number; delayed: number };
}

export interface WatchedQueues extends QueueAccess {
  close: () => void;
}

// A visibility timeout that ran out is noticed at the latest this much later, in wall milliseconds.
const SWEEP_INTERVAL_MS = 100;

/** Watches every queue of the store, those restored from disk and those still to come. */
export function watchQueues(store: SqsStore, timers: Timers): WatchedQueues {
  const watched = new Map<string, WatchedQueue>();
  const redrive = { from: undefined };
  const watch = (queue: SqsQueue) => void watched.set(queue.arn, watchQueue(queue, timers, redrive));
  for (const queue of store.allQueues()) watch(queue);
  const createQueue = store.createQueue.bind(store);
  store.createQueue = (...input) => {
    const queue = createQueue(...input);
    watch(queue);
    return queue;
  };
  const deleteQueue = store.deleteQueue.bind(store);
  store.deleteQueue = (url) => {
    const queue = store.getQueue(url);
    // Purged first, so that what waits for its DelaySeconds does not come back into a queue that is gone.
    queue?.purge();
    if (queue !== undefined) watched.delete(queue.arn);
    return deleteQueue(url);
  };
  const sweep = setInterval(() => {
    for (const { needsSweep, queue } of watched.values()) if (needsSweep()) queue.processTimers();
  }, SWEEP_INTERVAL_MS);
  sweep.unref();
  const find = (name: string) => {
    const queue = watched.get(store.getQueueByName(name)?.arn ?? '');
    if (queue !== undefined) return queue;
    const existing = [...store.allQueues()].map((other) => other.name).sort();
    throw new Error(`Queue "${name}" does not exist. Existing: ${existing.join(', ') || 'none'}.`);
  };
  return { ...queueAccess(store, find), close: () => clearInterval(sweep) };
}

function queueAccess(store: SqsStore, find: (name: string) => WatchedQueue): QueueAccess {
  // Declared async so that a missing queue rejects, as it would over the wire, rather than throws.
  /* eslint-disable @typescript-eslint/require-await */
  return {
    receive: async (name, max) => receive(store, find(name).queue, max),
    delete: async (name, receiptHandles) => {
      const { queue } = find(name);
      for (const handle of receiptHandles) queue.deleteMessage(handle);
    },
    release: async (name, receiptHandle, delaySeconds) => find(name).queue.changeVisibility(receiptHandle, delaySeconds),
    onMessage: (name, wake) => find(name).onMessage(wake),
    depth: (name) => {
      const { queue, delayedCount } = find(name);
      return {
        visible: Number(queue.getAttribute('ApproximateNumberOfMessages')),
        inFlight: queue.inflightMessages.size,
        delayed: delayedCount(),
      };
    },
  };
  /* eslint-enable @typescript-eslint/require-await */
}

// fauxqs gives at most 10 at once, as SQS does; a poller's batch may be larger.
function receive(store: SqsStore, queue: SqsQueue, max: number): Received[] {
  const records: Received[] = [];
  while (records.length < max) {
    const batch = queue.dequeue(Math.min(10, max - records.length), undefined, (arn) => store.getQueueByArn(arn));
    if (batch.length === 0) break;
    for (const { ReceiptHandle } of batch) {
      const inFlight = queue.inflightMessages.get(ReceiptHandle);
      if (inFlight !== undefined) records.push(toLambdaRecord(inFlight));
    }
  }
  return records;
}
