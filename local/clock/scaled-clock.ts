import type { PausableTimers } from './clock.ts';
import { TimerQueue } from './timer-queue.ts';
import type { Wall } from './wall.ts';

export interface ScaledClockOptions {
  /** Epoch milliseconds at which the clock starts. */
  startMs: number;
  /** Scaled milliseconds per real one. `Infinity` jumps straight to the next timer, and stands still if there is none. */
  speed: number;
  wall: Wall;
  /** Called with each new standing time, before anyone can act on it; workers read their Date from it. */
  onStand?: (nowMs: number) => void;
}

/**
 * Runs fast while nothing works and stands still while something does: however slow the machine, no simulated
 * deadline passes because of it. It stops exactly at each timer, even when the wall's own timer fires late. A timer
 * for the present moment fires also while the clock is held: no time has to pass for it.
 */
export class ScaledClock implements PausableTimers {
  readonly #queue = new TimerQueue();
  readonly #speed: number;
  readonly #wall: Wall;
  readonly #onStand: (nowMs: number) => void;
  /** Where the clock stands, or stood when it began to run. */
  #standingMs: number;
  #holds = 0;
  /** Real time since which the clock has been running; undefined while it stands. */
  #runningSinceMs: number | undefined;
  #cancelWake: (() => void) | undefined;
  #stopped = false;

  constructor(options: ScaledClockOptions) {
    if (!(options.speed > 0)) {
      throw new RangeError(`speed: found ${options.speed}, expected a number above 0 (1 is real time, 60 a minute a second).`);
    }
    this.#standingMs = options.startMs;
    this.#speed = options.speed;
    this.#wall = options.wall;
    this.#onStand = options.onStand ?? (() => undefined);
    this.#onStand(options.startMs);
    this.#run();
  }

  now(): number {
    if (this.#runningSinceMs === undefined || this.#speed === Infinity) return this.#standingMs;
    const ranMs = (this.#wall.elapsedMs() - this.#runningSinceMs) * this.#speed;
    return Math.floor(Math.min(this.#standingMs + ranMs, this.#queue.next()?.dueMs ?? Infinity));
  }

  at(epochMs: number, action: () => void): () => void {
    // The new entry must not pull back a clock that already ran past it: the time that passed is settled first.
    const nowMs = this.now();
    const cancel = this.#queue.add({ dueMs: Math.max(Math.ceil(epochMs), nowMs), action });
    this.#rearm();
    return cancel;
  }

  hold(): () => void {
    this.#stand();
    this.#holds += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#holds -= 1;
      this.#run();
    };
  }

  /** Stands still for good, and leaves no timer behind that would keep the process alive. */
  stop(): void {
    this.#stand();
    this.#stopped = true;
    this.#rearm();
  }

  #run(): void {
    if (this.#holds > 0 || this.#stopped || this.#runningSinceMs !== undefined) return;
    this.#runningSinceMs = this.#wall.elapsedMs();
    this.#rearm();
  }

  #stand(atMs = this.now()): void {
    if (this.#runningSinceMs === undefined) return;
    this.#runningSinceMs = undefined;
    this.#standingMs = atMs;
    this.#onStand(atMs);
    this.#rearm();
  }

  #rearm(): void {
    this.#cancelWake?.();
    this.#cancelWake = undefined;
    const next = this.#queue.next();
    if (next === undefined || this.#stopped) return;
    const waitMs = this.#waitMs(next.dueMs);
    if (waitMs === undefined) return;
    const wake = (): void => this.#wake();
    this.#cancelWake = waitMs > 0 ? this.#wall.after(waitMs, wake) : this.#wall.afterTurn(wake);
  }

  /** Real milliseconds until the moment; undefined while the clock stands before it. */
  #waitMs(dueMs: number): number | undefined {
    if (dueMs <= this.now()) return 0;
    return this.#runningSinceMs === undefined ? undefined : Math.ceil((dueMs - this.now()) / this.#speed);
  }

  /** Fires all timers of one moment, then looks again: what they set to work may hold the clock there. */
  #wake(): void {
    const dueMs = this.#queue.next()?.dueMs;
    if (dueMs !== undefined && this.#reaches(dueMs)) {
      this.#stand(Math.max(dueMs, this.#standingMs));
      for (const entry of this.#queue.takeDue(dueMs)) {
        if (entry.cancelled !== true) entry.action();
      }
    }
    this.#rearm();
    this.#run();
  }

  #reaches(dueMs: number): boolean {
    return dueMs <= this.now() || (this.#speed === Infinity && this.#runningSinceMs !== undefined);
  }
}
