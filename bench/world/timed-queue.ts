import { handleRecords, type QueueRecord } from '#shared/choreography/handle-records.ts';
import { Crash } from '#test/world/faults.ts';
import type { KnownBodies } from '#test/world/known-bodies.ts';
import { WorldQueue } from '#test/world/world-queue.ts';
import type { Accidents } from './accidents.ts';
import type { HopTimes } from './hop-times.ts';
import type { PassingTime } from './passing-time.ts';
import { processes } from './process.ts';

/** As SQS is set up: a failed message is visible again after this, and dead after five times. */
const VISIBLE_AGAIN_MS = 90_000;
const RECEIVES_MAX = 5;
/** Lambda polls a queue with five functions at first and adds five each second. */
const FUNCTIONS_AT_FIRST = 5;
const MORE_EACH_MS = 200;
const DUPLICATE_WITHIN_MS = 600_000;

interface Setting {
  name: string;
  time: PassingTime;
  hops: HopTimes;
  accidents: Accidents;
  bodies: KnownBodies;
  batchSize: number;
  maximumConcurrency: number;
}

interface Delivery {
  record: QueueRecord;
  receives: number;
}

/** A queue and its functions, several of which work side by side and take their time. */
export class TimedQueue extends WorldQueue {
  /** Messages sent to the queue, duplicates not counted. */
  messages = 0;
  private readonly parts: Setting;
  private readonly arrived: Delivery[] = [];
  private readonly idle: number[];
  private busySince = 0;

  constructor(parts: Setting) {
    super({ timers: parts.time.timers, chance: parts.accidents, bodies: parts.bodies, ready: () => undefined });
    this.parts = parts;
    this.idle = Array.from({ length: parts.maximumConcurrency }, (_, place) => place);
  }

  override send(body: string, delaySeconds = 0): void {
    const { accidents, hops } = this.parts;
    this.messages += 1;
    const record = { messageId: `m-${String(this.messages)}`, body };
    // Alarms and ticks come straight from SQS and Scheduler; everything else crosses the bus.
    const isOwn = body.startsWith('{"type":');
    const afterMs = delaySeconds * 1000 + (isOwn ? hops.of('queue') : hops.byBusMs());
    this.arriveAfter(afterMs, { record, receives: 1 });
    if (accidents.strikes('duplicate')) this.arriveAfter(afterMs + accidents.delayMs(0, DUPLICATE_WITHIN_MS), { record, receives: 1 });
  }

  private arriveAfter(afterMs: number, delivery: Delivery): void {
    const { timers } = this.parts.time;
    timers.at(timers.now() + afterMs, () => {
      this.arrived.push(delivery);
      this.serve();
    });
  }

  private serve(): void {
    const { time, maximumConcurrency, batchSize } = this.parts;
    const atWork = maximumConcurrency - this.idle.length;
    if (atWork === 0) this.busySince = time.timers.now();
    while (this.arrived.length > 0 && this.idle.length > 0) {
      if (maximumConcurrency - this.idle.length >= this.pollers()) {
        time.timers.at(time.timers.now() + MORE_EACH_MS, () => this.serve());
        return;
      }
      const place = this.idle.shift() ?? 0;
      void this.runFunction(place, this.arrived.splice(0, batchSize));
    }
  }

  /** How many functions Lambda runs by now, if there is work for all of them. */
  private pollers(): number {
    return FUNCTIONS_AT_FIRST + Math.floor((this.parts.time.timers.now() - this.busySince) / MORE_EACH_MS);
  }

  private async runFunction(place: number, batch: Delivery[]): Promise<void> {
    const { time, hops, name } = this.parts;
    await time.pause(hops.of('invoke'));
    await processes.run({ name: `${name}/${String(place)}`, dead: false }, () => this.work(batch));
    this.idle.unshift(place);
    this.serve();
  }

  private async work(batch: readonly Delivery[]): Promise<void> {
    if (this.service === undefined) throw new Error(`bench: found the queue ${this.parts.name} without a service`);
    const errors: unknown[] = [];
    const { bodies } = this.parts;
    const effects = {
      read: (...asked: Parameters<KnownBodies['read']>) => bodies.read(...asked),
      deadLetters: { send: (buried: QueueRecord, cause: string) => Promise.resolve(void this.dead.push({ record: buried, cause })) },
      observe: (_group: string, _messages: unknown, error: unknown) => {
        if (error !== undefined) errors.push(error);
      },
    };
    for (const { record } of batch) this.onAttempted(record);
    const failed = new Set(await handleRecords(this.service, effects, batch.map(({ record }) => record)));
    const crashed = errors.flatMap(causesOf).every((cause) => cause instanceof Crash);
    for (const { record, receives } of batch) {
      this.handled += 1;
      if (failed.has(record.messageId)) this.comeAgain({ record, receives: receives + (crashed ? 0 : 1) }, errors);
    }
  }

  private comeAgain(delivery: Delivery, errors: readonly unknown[]): void {
    if (delivery.receives > RECEIVES_MAX) this.dead.push({ record: delivery.record, cause: errors.map(String).join('; ') });
    else this.arriveAfter(VISIBLE_AGAIN_MS, delivery);
  }
}

function causesOf(error: unknown): unknown[] {
  return error instanceof AggregateError ? error.errors.flatMap(causesOf) : [error];
}
