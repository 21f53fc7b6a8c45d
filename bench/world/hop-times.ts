import { SeededRandom } from '#local/chance/seeded-random.ts';

/** What each step of the way is assumed to take, in milliseconds; where the figures come from stands in docs/bench.md. */
export const assumed = {
  /** EventBridge from PutEvents to the queue: p90 80 ms. */
  eventBridge: { median: 51, from: 30, to: 120 },
  /** SQS from send to a poller that waits for it. */
  queue: { from: 10, to: 30 },
  /** Lambda from poller to handler, warm. */
  invoke: { from: 20, to: 40 },
  /** One read or write of DynamoDB. */
  table: { from: 4, to: 12 },
  /** One read or write of S3. */
  object: { from: 20, to: 60 },
  /** One PutEvents of at most ten entries. */
  putEvents: { from: 10, to: 30 },
  /** AssumeRole at STS in the spoke's region, over a warm connection. */
  session: { from: 50, to: 120 },
  /** One List or Describe in a spoke. */
  read: { from: 60, to: 200 },
  /** SendCommand. */
  send: { from: 150, to: 300 },
} as const;

/** Draws the time of each step, in whole milliseconds as the services' clock has them; the same seed gives the same times in the same order. */
export class HopTimes {
  private readonly random: SeededRandom;

  constructor(seed: number) {
    this.random = new SeededRandom(seed, 'hops');
  }

  /** A fact, from its publication or from the spoke, until a poller has it. */
  byBusMs(): number {
    return Math.round(this.random.logNormal(assumed.eventBridge)) + this.of('queue');
  }

  of(step: Exclude<keyof typeof assumed, 'eventBridge'>): number {
    const { from, to } = assumed[step];
    return this.random.integer(from, to);
  }
}
