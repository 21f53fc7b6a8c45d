/** Real time, as the scaled clock needs it; a test passes one that it moves by hand. */
export interface Wall {
  /** Milliseconds on a clock that never goes backwards. */
  elapsedMs(): number;
  /** Runs `action` after at least `milliseconds`. Returns a cancel. */
  after(milliseconds: number, action: () => void): () => void;
  /** Runs `action` once what is under way in the event loop had a chance to announce itself. Returns a cancel. */
  afterTurn(action: () => void): () => void;
}

// setTimeout fires at once above this; a timer so far away is simply armed again.
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export const wall: Wall = {
  elapsedMs: () => performance.now(),
  after: (milliseconds, action) => {
    const timer = setTimeout(action, Math.min(milliseconds, LONGEST_TIMEOUT_MS));
    return () => clearTimeout(timer);
  },
  // Two turns: replies that are already in the sockets are read in the first, what they start holds in the second.
  afterTurn: (action) => {
    let immediate = setImmediate(() => (immediate = setImmediate(action)));
    return () => clearImmediate(immediate);
  },
};
