import { AsyncLocalStorage } from 'node:async_hooks';

/** A warm function at work: what it keeps in memory is its own, and it dies alone. */
export interface Process {
  /** Names the warm function: its queue and its place among those that run at once. */
  name: string;
  dead: boolean;
}

/** The function on whose behalf something is done now. */
export const processes = new AsyncLocalStorage<Process>();
