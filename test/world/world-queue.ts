import type { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { handleRecords, type QueueRecord, type QueueService } from '#shared/choreography/handle-records.ts';
import { Crash, type Chance } from './faults.ts';
import type { KnownBodies } from './known-bodies.ts';

/** As SQS is set up: five times, then the DLQ; ten in a batch; invisible for a while when it failed. */
const RECEIVES_MAX = 5;
const BATCH_MAX = 10;
const VISIBLE_AGAIN_MS = 90_000;

export const TICK = '{"type":"Tick"}';

/** The cause of death of what chance put into the DLQ; nothing is wrong with it. */
export const BAD_LUCK = 'bad luck';

export interface DeadLetter {
  record: QueueRecord;
  cause: string;
}

interface Setting {
  timers: VirtualTimers;
  chance: Chance;
  /** Takes the work that is due; the world runs it to its end before time goes on. */
  ready: (work: () => Promise<void>) => void;
  bodies: KnownBodies;
}

interface Delivery {
  record: QueueRecord;
  receives: number;
}

/** A queue and the function behind it: at least once, in no order, several in a batch, a failed message again later. */
export class WorldQueue {
  service: QueueService | undefined;
  readonly dead: DeadLetter[] = [];
  handled = 0;
  /** What is kept back until `letGo`, as if it were under way for long. */
  keepsBack: (body: string) => boolean = () => false;
  /** Told of each record before it is handled: from then on it may have had its effect. */
  onAttempted: (record: QueueRecord) => void = () => undefined;
  /** Told of each record that was handled without an error. */
  onHandled: (record: QueueRecord) => void = () => undefined;
  private readonly setting: Setting;
  private visible: Delivery[] = [];
  private readonly kept: string[] = [];
  private sent = 0;
  private purges = 0;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  send(body: string, delaySeconds = 0): void {
    if (this.keepsBack(body)) {
      this.kept.push(body);
      return;
    }
    const { chance } = this.setting;
    const record = { messageId: `m-${String((this.sent += 1))}`, body };
    const afterMs = delaySeconds * 1000 + chance.latencyMs();
    this.deliver({ record, receives: 1 }, afterMs);
    if (chance.strikes('duplicate')) this.deliver({ record, receives: 1 }, delaySeconds * 1000 + chance.delayMs(0, 600_000));
    if (chance.strikes('duplicateAtOnce')) this.deliver({ record, receives: 1 }, afterMs);
  }

  /** Everything under way is lost, as after a purge. */
  purge(): void {
    this.purges += 1;
    this.visible = [];
    this.kept.splice(0);
  }

  letGo(): void {
    this.keepsBack = () => false;
    for (const body of this.kept.splice(0)) this.send(body);
  }

  /** Puts every dead letter back, as a redrive does. */
  redrive(): number {
    const letters = this.dead.splice(0);
    for (const { record } of letters) this.send(record.body);
    return letters.length;
  }

  private deliver(delivery: Delivery, afterMs: number): void {
    const { timers, ready } = this.setting;
    const purges = this.purges;
    timers.at(timers.now() + afterMs, () => {
      if (purges !== this.purges) return;
      this.visible.push(delivery);
      ready(() => this.poll());
    });
  }

  private async poll(): Promise<void> {
    const chosen = this.nextBatch(this.setting.chance.delayMs(1, BATCH_MAX));
    const batch = chosen.filter(({ record }) => !this.isBuried(record));
    if (batch.length > 0) await this.handle(batch);
  }

  /** A tick comes again soon and is never replayed. */
  private isBuried(record: QueueRecord): boolean {
    if (record.body === TICK || !this.setting.chance.strikes('deadLetter')) return false;
    this.dead.push({ record, cause: BAD_LUCK });
    return true;
  }

  /** Two deliveries of one message never stand in one batch: the second goes to the function's other instance. */
  private nextBatch(size: number): Delivery[] {
    if (this.visible.length === 1) return this.visible.splice(0);
    const chosen = new Map<string, Delivery>();
    for (const delivery of this.visible) {
      if (chosen.size < size && !chosen.has(delivery.record.messageId)) chosen.set(delivery.record.messageId, delivery);
    }
    const batch = [...chosen.values()];
    this.visible = this.visible.filter((delivery) => !batch.includes(delivery));
    return batch;
  }

  private async handle(batch: readonly Delivery[]): Promise<void> {
    if (this.service === undefined) throw new Error('world: found a queue without a service');
    const { bodies, chance } = this.setting;
    const errors: unknown[] = [];
    const effects = {
      deadLetters: { send: (buried: QueueRecord, cause: string) => Promise.resolve(void this.dead.push({ record: buried, cause })) },
      observe: (_group: string, _messages: unknown, error: unknown) => {
        if (error !== undefined) errors.push(error);
      },
      read: bodies.read.bind(bodies),
    };
    for (const { record } of batch) this.onAttempted(record);
    chance.startProcess();
    const { purges } = this;
    const failed = new Set(await handleRecords(this.service, effects, batch.map(({ record }) => record)));
    if (purges !== this.purges) return;
    chance.startProcess();
    // A crash is chance's doing and says nothing about the message; everything else counts towards the DLQ.
    const crashed = errors.flatMap(causesOf).every((cause) => cause instanceof Crash);
    for (const delivery of batch) {
      this.handled += 1;
      if (failed.has(delivery.record.messageId)) this.again({ ...delivery, receives: delivery.receives + (crashed ? 0 : 1) }, errors);
      else this.done(delivery);
    }
  }

  private done(delivery: Delivery): void {
    this.onHandled(delivery.record);
    if (this.setting.chance.strikes('batchFailure')) this.deliver(delivery, VISIBLE_AGAIN_MS);
  }

  private again(delivery: Delivery, errors: readonly unknown[]): void {
    if (delivery.receives > RECEIVES_MAX) this.dead.push({ record: delivery.record, cause: errors.map(describe).join('; ') });
    else this.deliver(delivery, VISIBLE_AGAIN_MS);
  }
}

function causesOf(error: unknown): unknown[] {
  return error instanceof AggregateError ? error.errors.flatMap(causesOf) : [error];
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error);
}
