import type { VirtualTimers } from '#local/clock/virtual-timers.ts';

/** Lets handlers take virtual time: each waits for its own moment while others go on. */
export class PassingTime {
  readonly timers: VirtualTimers;
  private stirred = false;

  constructor(timers: VirtualTimers) {
    this.timers = timers;
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.timers.at(this.timers.now() + milliseconds, () => {
        this.stir();
        resolve();
      });
    });
  }

  /** Somebody has work to do at this moment. */
  stir(): void {
    this.stirred = true;
  }

  /** On to the next moment; returns once everybody waits again. */
  async step(): Promise<void> {
    const next = this.timers.nextDueMs();
    if (next === undefined) throw new Error('bench: nothing is left to wait for, and what was waited for never came');
    this.timers.advanceTo(next);
    if (!this.stirred) return;
    this.stirred = false;
    // In-memory effects wait for nothing but virtual time, so all that can go on now is in microtasks.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
