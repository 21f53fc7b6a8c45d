import type { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { handleRecords, type QueueRecord, type QueueService } from '#shared/choreography/handle-records.ts';
import { Crash, type Chance } from './faults.ts';

/** As SQS is set up: five times, then the DLQ. */
const RECEIVES_MAX = 5;
const VISIBLE_AGAIN_MS = 90_000;

export interface DeadLetter {
  record: QueueRecord;
  cause: string;
}

interface Setting {
  timers: VirtualTimers;
  chance: Chance;
  /** Takes the work that is due; the world runs it to its end before time goes on. */
  ready: (work: () => Promise<void>) => void;
}

/** A queue and the function behind it: at least once, in no order, a failed message again later. */
export class WorldQueue {
  service: QueueService | undefined;
  readonly dead: DeadLetter[] = [];
  handled = 0;
  private readonly setting: Setting;
  private sent = 0;
  private purges = 0;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  send(body: string, delaySeconds = 0): void {
    const record = { messageId: `m-${String((this.sent += 1))}`, body };
    this.deliver(record, { receives: 1, afterMs: delaySeconds * 1000 + this.setting.chance.latencyMs() });
    if (this.setting.chance.strikes('duplicate')) {
      this.deliver(record, { receives: 1, afterMs: delaySeconds * 1000 + this.setting.chance.delayMs(0, 600_000) });
    }
  }

  /** Everything under way is lost, as after a purge. */
  purge(): void {
    this.purges += 1;
  }

  private deliver(record: QueueRecord, { receives, afterMs }: { receives: number; afterMs: number }): void {
    const { timers, ready } = this.setting;
    const purges = this.purges;
    timers.at(timers.now() + afterMs, () => {
      if (purges === this.purges) ready(() => this.handle(record, receives));
    });
  }

  private async handle(record: QueueRecord, receives: number): Promise<void> {
    if (this.service === undefined) throw new Error('world: found a queue without a service');
    const failures: unknown[] = [];
    const effects = {
      deadLetters: { send: (buried: QueueRecord, cause: string) => Promise.resolve(void this.dead.push({ record: buried, cause })) },
      observe: (_group: string, _messages: unknown, error: unknown) => void failures.push(error),
    };
    this.setting.chance.startProcess();
    const failed = await handleRecords(this.service, effects, [record]);
    this.handled += 1;
    if (failed.length === 0) return;
    const error = failures.find((one) => one !== undefined);
    // A crash is chance's doing and says nothing about the message; everything else counts towards the DLQ.
    const counted = causesOf(error).every((cause) => cause instanceof Crash) ? receives : receives + 1;
    if (counted > RECEIVES_MAX) this.dead.push({ record, cause: error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error) });
    else this.deliver(record, { receives: counted, afterMs: VISIBLE_AGAIN_MS });
  }
}

function causesOf(error: unknown): unknown[] {
  return error instanceof AggregateError ? error.errors.flatMap(causesOf) : [error];
}
