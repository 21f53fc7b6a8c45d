import type { Timers } from '#local/clock/clock.ts';
import { DueHeap } from './due-heap.ts';

/**
 * What will happen in the fleet, in order. It keeps its own time, so that the same story can be told again quickly from
 * the journal; only then `wake` ties it to the real clock, on which it keeps a single timer, for its first item.
 */
export class Agenda {
  readonly #timers: Timers;
  readonly #heap = new DueHeap();
  #nowMs = -Infinity;
  #awake = false;
  #timer: { dueMs: number; cancel: () => void } | undefined;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Milliseconds since 1970. During an action: the moment at which it was due, however late it runs. */
  now(): number {
    return this.#nowMs;
  }

  /** False while the journal is told again: nobody may hear of the past a second time. */
  get awake(): boolean {
    return this.#awake;
  }

  wake(): void {
    this.advanceTo(this.#timers.now());
    this.#awake = true;
    this.#arm();
  }

  at(dueMs: number, action: () => void): void {
    this.#heap.push(Math.max(dueMs, this.#nowMs), action);
    if (this.#awake) this.#arm();
  }

  /** Never goes back: after a crash the clock may restart a little before the last journal entry. */
  advanceTo(epochMs: number): void {
    for (let next = this.#heap.first; next !== undefined && next.dueMs <= epochMs; next = this.#heap.first) {
      this.#heap.pop();
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.action();
    }
    this.#nowMs = Math.max(this.#nowMs, epochMs);
  }

  /** To be called before anybody looks: the clock may have moved on without the timer having run yet. */
  catchUp(): void {
    this.advanceTo(this.#timers.now());
  }

  #arm(): void {
    const dueMs = this.#heap.first?.dueMs;
    if (dueMs === undefined || (this.#timer !== undefined && this.#timer.dueMs <= dueMs)) return;
    this.#timer?.cancel();
    const cancel = this.#timers.at(dueMs, () => {
      this.#timer = undefined;
      this.catchUp();
      this.#arm();
    });
    this.#timer = { dueMs, cancel };
  }
}
