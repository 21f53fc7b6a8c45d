import type { Received } from '#local/aws/sqs/lambda-record.ts';
import type { QueueAccess } from '#local/aws/sqs/queue-access.ts';
import type { PausableTimers } from '#local/clock/clock.ts';

import type { EventSource } from './event-source.ts';
import { failedMessages } from './failed-messages.ts';
import { sqsEvent } from './sqs-event.ts';

export interface PollerParts {
  source: EventSource;
  queues: QueueAccess;
  clock: PausableTimers;
  /** Rejects when the function failed as a whole. */
  invoke: (event: unknown) => Promise<unknown>;
  /** Told of what went wrong outside the function: the queue store failed. Nothing is retried by the poller itself. */
  onFault: (error: unknown) => void;
}

// A failed message comes back after this much of the scaled clock per time it was received. On AWS it would wait for
// its visibility timeout, which here runs on the wall's clock and would take minutes.
const RETRY_SECONDS_PER_RECEIVE = 1;

/**
 * Feeds a queue to a function as Lambda's poller does. It sleeps until the queue says that there is something, and
 * holds the clock from then until the last batch is done: while work is pending, no simulated time passes.
 */
export class QueuePoller {
  readonly #parts: PollerParts;
  /** Lets the clock go; there while work is pending. */
  #release: (() => void) | undefined;
  #working = 0;
  #taking = false;
  #takeAgain = false;
  #stopped = true;
  #unsubscribe: () => void = () => undefined;
  #closeWindow: (() => void) | undefined;
  /** Failed messages that wait for their turn. */
  readonly #retries = new Set<Received[]>();
  #onIdle: () => void = () => undefined;

  constructor(parts: PollerParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#stopped = false;
    this.#unsubscribe = this.#parts.queues.onMessage(this.#parts.source.queueName, () => this.#wake());
    this.#wake();
  }

  /** Takes nothing more, and waits for the batches in work. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    this.#closeWindow?.();
    this.#closeWindow = undefined;
    if (this.idle()) this.#rest();
    else await new Promise<void>((resolve) => (this.#onIdle = resolve));
    const waiting = [...this.#retries];
    this.#retries.clear();
    await this.#giveBack(waiting.flat());
  }

  idle(): boolean {
    return this.#working === 0 && !this.#taking && this.#closeWindow === undefined;
  }

  #wake(): void {
    if (this.#stopped || this.#waitsForMore()) return;
    this.#take();
  }

  /** True while the batch window is open. The clock is not held meanwhile, or the window would never end. */
  #waitsForMore(): boolean {
    const { source, queues, clock } = this.#parts;
    if (source.windowSeconds === 0) return false;
    const { visible } = queues.depth(source.queueName);
    if (visible === 0) return true;
    if (visible >= source.batchSize || this.#working > 0) return false;
    this.#closeWindow ??= clock.at(clock.now() + source.windowSeconds * 1000, () => this.#take());
    return true;
  }

  #take(): void {
    this.#closeWindow?.();
    this.#closeWindow = undefined;
    if (this.#stopped) return;
    this.#hold();
    this.#takeAgain = true;
    if (!this.#taking) void this.#takeAll();
  }

  async #takeAll(): Promise<void> {
    this.#taking = true;
    try {
      while (this.#takeAgain && !this.#stopped) {
        this.#takeAgain = false;
        // Messages that arrive together are announced one by one; they should still make one batch.
        await Promise.resolve();
        await this.#takeBatches();
      }
    } catch (error) {
      this.#parts.onFault(error);
    } finally {
      this.#taking = false;
      this.#rest();
    }
  }

  async #takeBatches(): Promise<void> {
    const { source, queues } = this.#parts;
    while (this.#working < source.maxConcurrency && !this.#stopped) {
      const batch = await queues.receive(source.queueName, source.batchSize);
      if (batch.length === 0) return;
      this.#working += 1;
      void this.#work(batch);
    }
  }

  async #work(batch: Received[]): Promise<void> {
    try {
      await this.#settle(batch, await this.#failedOf(batch));
    } catch (error) {
      this.#parts.onFault(error);
    } finally {
      this.#working -= 1;
      // What came while all were busy was not taken then.
      if (this.#stopped) this.#rest();
      else this.#take();
    }
  }

  async #failedOf(batch: Received[]): Promise<Received[]> {
    const { source, invoke } = this.#parts;
    let response: unknown;
    try {
      response = await invoke(sqsEvent(batch, source));
    } catch {
      // Whoever invokes records the invocation with its error; here it only means that nothing was handled.
      return batch;
    }
    return source.reportsItemFailures ? failedMessages(batch, response) : [];
  }

  async #settle(batch: Received[], failed: Received[]): Promise<void> {
    const handled = batch.filter((message) => !failed.includes(message)).map((message) => message.receiptHandle);
    if (handled.length > 0) await this.#parts.queues.delete(this.#parts.source.queueName, handled);
    if (failed.length === 0) return;
    if (this.#stopped) await this.#giveBack(failed);
    else this.#retryLater(failed);
  }

  /** A poller that stops gives back at once: the next start must not wait for a visibility timeout. */
  async #giveBack(failed: Received[]): Promise<void> {
    const { source, queues } = this.#parts;
    await Promise.all(failed.map(({ receiptHandle }) => queues.release(source.queueName, receiptHandle, 0)));
  }

  #retryLater(failed: Received[]): void {
    const { clock, onFault } = this.#parts;
    const receives = Math.max(...failed.map(({ attributes }) => Number(attributes.ApproximateReceiveCount)));
    this.#retries.add(failed);
    clock.at(clock.now() + receives * RETRY_SECONDS_PER_RECEIVE * 1000, () => {
      if (!this.#retries.delete(failed)) return;
      this.#hold();
      this.#giveBack(failed).then(
        () => this.#take(),
        (error: unknown) => {
          onFault(error);
          this.#rest();
        },
      );
    });
  }

  #hold(): void {
    this.#release ??= this.#parts.clock.hold();
  }

  #rest(): void {
    if (this.#working > 0 || this.#taking) return;
    this.#release?.();
    this.#release = undefined;
    this.#onIdle();
  }
}
