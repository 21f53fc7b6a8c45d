/** The local cloud's one clock. Everything that acts in time (fleet, schedules, delayed messages) lives on it. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC on the scaled clock. */
  now(): number;
}

export interface Timers extends Clock {
  /** Runs `action` once the clock has reached `epochMs` (at once, but never synchronously, if it has). Returns a cancel. */
  at(epochMs: number, action: () => void): () => void;
}

/** A clock that stands still while anything works, so that a slow machine never makes a simulated deadline pass. */
export interface PausableTimers extends Timers {
  /** Announces work; the clock stands still until every returned release was called. Releasing twice is harmless. */
  hold(): () => void;
}
