import type { QueueAccess } from '#local/aws/sqs/queue-access.ts';
import type { PausableTimers } from '#local/clock/clock.ts';
import type { Identities } from '#local/wire/identities.ts';

import type { Clients } from './provision/clients.ts';
import type { Place, Stack } from './template/stack.ts';

/** One invocation of a function, told when it ended. */
export interface Invocation {
  functionName: string;
  requestId: string;
  /** Epoch milliseconds on the scaled clock. */
  startedAtMs: number;
  /** Real milliseconds, with the start of the environment when there was one. */
  durationMs: number;
  /** Messages in the event, when it came from a queue. */
  messages?: number;
  error?: { type: string; message: string };
}

export interface RuntimeOptions {
  stacks: readonly Stack[];
  place: Place;
  queues: QueueAccess;
  clients: Clients;
  identities: Pick<Identities, 'register'>;
  clock: PausableTimers;
  /** One Float64 that the clock's owner keeps at the scaled time (ScaledClock's `onStand`); the functions' Date reads it. */
  clockCell: SharedArrayBuffer;
  /** Absolute path of functions/function-worker.ts. */
  workerFile: string;
  /** Zips are unpacked below it, by content. */
  codeFolder: string;
  /** `<function>.log` files go there; without it, what functions print is dropped. */
  logFolder?: string;
  newId: () => string;
  /** Environments per function at most; each takes about 18 MiB. */
  environmentsPerFunction?: number;
  onInvocation?: (invocation: Invocation) => void;
  /** False: queues are not read. */
  functionsRun?: boolean;
  /** One line for people: a type that does nothing here, a queue that failed. Not for stdout. */
  warn: (line: string) => void;
}
