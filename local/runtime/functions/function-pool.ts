import { InvocationFailure } from './invocation-failure.ts';
import type { FunctionEnvironment } from './function-environment.ts';

export interface FunctionPool {
  /** Waits for a free environment. Rejects with an InvocationFailure when the function fails. */
  invoke: (requestId: string, event: unknown) => Promise<unknown>;
  busy: () => number;
  stop: () => Promise<void>;
}

export interface PoolOptions {
  start: () => FunctionEnvironment;
  /** At most this many environments; started when first needed. */
  maxEnvironments: number;
  timeoutMs: number;
}

interface Waiting {
  run: (environment: FunctionEnvironment) => void;
  refuse: (error: InvocationFailure) => void;
}

/** The environments of one function. Each serves one invocation at a time, as Lambda promises its handlers. */
export function createFunctionPool({ start, maxEnvironments, timeoutMs }: PoolOptions): FunctionPool {
  const idle: FunctionEnvironment[] = [];
  const serving = new Set<FunctionEnvironment>();
  const queue: Waiting[] = [];
  let stopped = false;

  function take(): FunctionEnvironment | undefined {
    for (let environment = idle.pop(); environment; environment = idle.pop()) {
      if (!environment.ended) return environment;
    }
    return serving.size < maxEnvironments ? start() : undefined;
  }

  function next(): void {
    const environment = queue.length > 0 && !stopped ? take() : undefined;
    if (!environment) return;
    serving.add(environment);
    queue.shift()?.run(environment);
  }

  function giveBack(environment: FunctionEnvironment): void {
    serving.delete(environment);
    if (!environment.ended) idle.push(environment);
    next();
  }

  function acquire(): Promise<FunctionEnvironment> {
    return new Promise((run, refuse) => {
      queue.push({ run, refuse });
      next();
    });
  }

  return {
    invoke: async (requestId, event) => {
      if (stopped) throw new InvocationFailure('Runtime.Stopped', 'the local cloud is shutting down');
      const environment = await acquire();
      try {
        return await environment.invoke({ requestId, event, timeoutMs });
      } finally {
        giveBack(environment);
      }
    },
    busy: () => serving.size + queue.length,
    stop: async () => {
      stopped = true;
      for (const { refuse } of queue.splice(0)) refuse(new InvocationFailure('Runtime.Stopped', 'the local cloud is shutting down'));
      await Promise.all([...idle, ...serving].map((environment) => environment.stop()));
    },
  };
}
