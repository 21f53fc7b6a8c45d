/** One thing to do, and when. */
export interface TimerEntry {
  dueMs: number;
  action: () => void;
  cancelled?: boolean;
}

/** Entries sorted by time; at one moment in the order in which they were asked for. */
export class TimerQueue {
  readonly #entries: TimerEntry[] = [];

  /** Returns a cancel; cancelling twice, or after the entry was taken, is harmless. */
  add(entry: TimerEntry): () => void {
    this.#entries.splice(this.#positionAfter(entry.dueMs), 0, entry);
    return () => {
      entry.cancelled = true;
      const index = this.#entries.indexOf(entry);
      if (index >= 0) this.#entries.splice(index, 1);
    };
  }

  next(): TimerEntry | undefined {
    return this.#entries[0];
  }

  take(): TimerEntry | undefined {
    return this.#entries.shift();
  }

  /** Takes all that is due up to and including `nowMs`. One may cancel another: ask `cancelled` before each. */
  takeDue(nowMs: number): TimerEntry[] {
    return this.#entries.splice(0, this.#positionAfter(nowMs));
  }

  #positionAfter(dueMs: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.dueMs ?? Infinity) <= dueMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
