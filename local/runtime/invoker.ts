import type { PausableTimers } from '#local/clock/clock.ts';

import type { FunctionPool } from './functions/function-pool.ts';
import type { Invocation } from './runtime-options.ts';

export interface InvokerParts {
  /** By ARN. */
  pools: ReadonlyMap<string, { name: string; pool: FunctionPool }>;
  clock: PausableTimers;
  newId: () => string;
  onInvocation: (invocation: Invocation) => void;
}

/** Rejects with an InvocationFailure when the function failed. The request id is the context's `awsRequestId`. */
export type Invoke = (functionArn: string, event: unknown, requestId?: string) => Promise<unknown>;

/** Invokes functions by ARN, holds the clock meanwhile, and tells of every invocation, failed ones included. */
export function createInvoker({ pools, clock, newId, onInvocation }: InvokerParts): Invoke {
  return async (functionArn, event, requestId = newId()) => {
    const found = pools.get(functionArn);
    if (!found) throw new Error(`function ${functionArn}: not in the templates; they have ${[...pools.keys()].join(', ') || 'none'}.`);
    const release = clock.hold();
    const startedAtMs = clock.now();
    const startedWallMs = performance.now();
    const tell = (error?: Invocation['error']): void =>
      onInvocation({
        functionName: found.name,
        requestId,
        startedAtMs,
        durationMs: performance.now() - startedWallMs,
        ...messageCount(event),
        ...(error && { error }),
      });
    try {
      const result = await found.pool.invoke(requestId, event);
      tell();
      return result;
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      tell({ type: name, message });
      throw error;
    } finally {
      release();
    }
  };
}

function messageCount(event: unknown): { messages?: number } {
  const records = (event as { Records?: unknown } | null)?.Records;
  return Array.isArray(records) ? { messages: records.length } : {};
}
