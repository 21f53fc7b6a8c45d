import type { Clock } from './clock.ts';
import type { Due, DueQueue } from './item.ts';
import { dueBody } from './message.ts';

/** The limit of SQS. */
const DELAY_SECONDS_MAX = 900;

/** Keeps what was posted, and tells what would be delivered by now. */
export class InMemoryDueQueue implements DueQueue {
  readonly posted: { due: Due; delaySeconds: number }[] = [];
  private readonly clock: Clock;
  private readonly visibleAt: number[] = [];

  constructor(clock: Clock = { now: () => 0 }) {
    this.clock = clock;
  }

  post(due: Due, delaySeconds: number): Promise<void> {
    if (delaySeconds < 0 || delaySeconds > DELAY_SECONDS_MAX) {
      return Promise.reject(new Error(`DelaySeconds: found ${String(delaySeconds)}, expected 0 to ${String(DELAY_SECONDS_MAX)}.`));
    }
    this.posted.push({ due, delaySeconds });
    this.visibleAt.push(this.clock.now() + delaySeconds * 1000);
    return Promise.resolve();
  }

  /** The bodies of the alarms whose delay has passed. */
  delivered(): string[] {
    const now = this.clock.now();
    return this.posted.filter((_, index) => (this.visibleAt[index] ?? Infinity) <= now).map(({ due }) => dueBody(due));
  }
}
