import { Worker } from 'node:worker_threads';

import { InvocationFailure } from './invocation-failure.ts';
import type { InvokeMessage, WorkerAnswer, WorkerStart } from './worker-messages.ts';

export interface EnvironmentOptions {
  /** Absolute path of function-worker.ts. */
  workerFile: string;
  start: WorkerStart;
  /** The whole environment: nothing of the machine's own comes through, as on Lambda. */
  variables: Record<string, string>;
}

/** One worker thread that runs one invocation at a time. Once it ended it stays ended: the pool starts another. */
export interface FunctionEnvironment {
  readonly ended: boolean;
  /** Resolves to the function's answer; rejects with an InvocationFailure. */
  invoke: (message: InvokeMessage) => Promise<unknown>;
  stop: () => Promise<void>;
}

interface Pending {
  resolve: (result: unknown) => void;
  reject: (failure: InvocationFailure) => void;
}

// The young generation is what a burst costs; Node's default would triple a small function's memory.
const YOUNG_GENERATION_MIB = 4;

export function startEnvironment(options: EnvironmentOptions): FunctionEnvironment {
  return new WorkerEnvironment(options);
}

class WorkerEnvironment implements FunctionEnvironment {
  ended = false;
  readonly #worker: Worker;
  #pending: Pending | undefined;
  #lastError: Error | undefined;

  constructor({ workerFile, start, variables }: EnvironmentOptions) {
    this.#worker = new Worker(workerFile, {
      name: start.functionName,
      workerData: start,
      env: variables,
      execArgv: [],
      // The worker writes its own log; whatever slips past before that must not reach the results on stdout.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: start.memoryMiB, maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB },
    });
    this.#worker.stdout.resume();
    this.#worker.stderr.resume();
    this.#worker.on('message', (answer: WorkerAnswer) => this.#onAnswer(answer));
    this.#worker.on('error', (error) => (this.#lastError = error as Error));
    this.#worker.on('exit', (code) => this.#onExit(code));
  }

  invoke(message: InvokeMessage): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#timeOut(message.timeoutMs), message.timeoutMs);
      this.#pending = {
        resolve: (result) => {
          clearTimeout(timer);
          resolve(result);
        },
        reject: (failure) => {
          clearTimeout(timer);
          reject(failure);
        },
      };
      this.#worker.postMessage(message);
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #onAnswer(answer: WorkerAnswer): void {
    if (answer.kind === 'succeeded') this.#take()?.resolve(answer.result);
    else this.#fail(answer.errorType, answer.errorMessage);
  }

  #onExit(code: number): void {
    this.ended = true;
    const error = this.#lastError;
    this.#fail(error?.name ?? 'Runtime.ExitError', error?.message ?? `the environment ended with code ${code}`);
  }

  /** As on Lambda, a timeout takes the environment with it: what it still does must not be mistaken for a retry. */
  #timeOut(timeoutMs: number): void {
    this.ended = true;
    void this.#worker.terminate();
    this.#fail('Sandbox.Timedout', `Task timed out after ${timeoutMs / 1000} seconds`);
  }

  #fail(errorType: string, errorMessage: string): void {
    this.#take()?.reject(new InvocationFailure(errorType, errorMessage));
  }

  #take(): Pending | undefined {
    const pending = this.#pending;
    this.#pending = undefined;
    return pending;
  }
}
