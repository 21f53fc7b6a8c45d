import type { Timers } from './clock.ts';
import { TimerQueue } from './timer-queue.ts';

/** A clock that moves only when told to. Entries due at one moment run in the order in which they were asked for. */
export class VirtualTimers implements Timers {
  #nowMs: number;
  readonly #queue = new TimerQueue();

  constructor(startMs = Date.UTC(2026, 0, 5, 8)) {
    this.#nowMs = startMs;
  }

  now(): number {
    return this.#nowMs;
  }

  at(epochMs: number, action: () => void): () => void {
    return this.#queue.add({ dueMs: Math.max(epochMs, this.#nowMs), action });
  }

  /** Runs all that is due up to and including `epochMs`, each at its own time. */
  advanceTo(epochMs: number): void {
    for (let next = this.#queue.next(); next !== undefined && next.dueMs <= epochMs; next = this.#queue.next()) {
      this.#queue.take();
      this.#nowMs = next.dueMs;
      next.action();
    }
    this.#nowMs = Math.max(this.#nowMs, epochMs);
  }

  advanceBy(milliseconds: number): void {
    this.advanceTo(this.#nowMs + milliseconds);
  }

  /** When the next action is due; undefined when nothing is left. */
  nextDueMs(): number | undefined {
    return this.#queue.next()?.dueMs;
  }

  /** Runs until nothing is left; throws after `limit` actions, since something then re-arms for ever. */
  runUntilIdle(limit = 1_000_000): void {
    let done = 0;
    for (let next = this.#queue.next(); next !== undefined; next = this.#queue.next()) {
      if (done++ >= limit)
        {throw new Error(`virtual timers: still busy after ${limit} actions; something re-arms for ever`);}
      this.advanceTo(next.dueMs);
    }
  }
}
