import type { Received } from '#local/aws/sqs/lambda-record.ts';
import type { QueueAccess } from '#local/aws/sqs/queue-access.ts';

import { received } from './received.builder.ts';

interface Stored {
  messageId: string;
  receiveCount: number;
}

/** One queue of SQS for tests: visible and in-flight messages, receive counts, a dead-letter list. */
export class QueueInMemory implements QueueAccess {
  readonly visible: Stored[] = [];
  readonly inFlight = new Map<string, Stored>();
  readonly dead: string[] = [];
  readonly deleted: string[] = [];
  receives = 0;
  readonly #maxReceiveCount: number;
  readonly #wakes = new Set<() => void>();

  constructor(maxReceiveCount = 5) {
    this.#maxReceiveCount = maxReceiveCount;
  }

  send(...messageIds: string[]): void {
    for (const messageId of messageIds) this.visible.push({ messageId, receiveCount: 0 });
    this.#announce();
  }

  receive(_queueName: string, max: number): Promise<Received[]> {
    this.receives += 1;
    const batch: Received[] = [];
    while (batch.length < max && this.visible.length > 0) {
      const stored = this.visible.shift();
      if (!stored) break;
      stored.receiveCount += 1;
      if (stored.receiveCount > this.#maxReceiveCount) this.dead.push(stored.messageId);
      else batch.push(this.#give(stored));
    }
    return Promise.resolve(batch);
  }

  delete(_queueName: string, receiptHandles: string[]): Promise<void> {
    for (const handle of receiptHandles) {
      const stored = this.inFlight.get(handle);
      if (stored) this.deleted.push(stored.messageId);
      this.inFlight.delete(handle);
    }
    return Promise.resolve();
  }

  release(_queueName: string, receiptHandle: string): Promise<void> {
    const stored = this.inFlight.get(receiptHandle);
    this.inFlight.delete(receiptHandle);
    if (stored) this.visible.push(stored);
    this.#announce();
    return Promise.resolve();
  }

  onMessage(_queueName: string, wake: () => void): () => void {
    this.#wakes.add(wake);
    return () => void this.#wakes.delete(wake);
  }

  depth(): { visible: number; inFlight: number; delayed: number } {
    return { visible: this.visible.length, inFlight: this.inFlight.size, delayed: 0 };
  }

  #give(stored: Stored): Received {
    const { messageId, receiveCount } = stored;
    const receiptHandle = `${messageId}#${receiveCount}`;
    this.inFlight.set(receiptHandle, stored);
    const perfect = received({ messageId, receiptHandle });
    return { ...perfect, attributes: { ...perfect.attributes, ApproximateReceiveCount: String(receiveCount) } };
  }

  #announce(): void {
    for (const wake of this.#wakes) wake();
  }
}
