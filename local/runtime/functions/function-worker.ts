// The entry of a function's worker thread: one environment of one function, one invocation at a time.
import { parentPort, workerData } from 'node:worker_threads';

import { captureOutput } from './captured-output.ts';
import { lambdaContext } from './lambda-context.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import { installScaledDate } from './scaled-date.ts';
import type { InvokeMessage, WorkerAnswer, WorkerStart } from './worker-messages.ts';

const start = workerData as WorkerStart;

function answer(message: WorkerAnswer): void {
  parentPort?.postMessage(message);
}

async function invoke(handler: Handler, message: InvokeMessage): Promise<void> {
  const { requestId } = message;
  try {
    const result = await handler(message.event, lambdaContext(start, message));
    // Lambda serialises every answer; what JSON drops must be dropped here too.
    const serialised = JSON.stringify(result) as string | undefined;
    answer({ kind: 'succeeded', requestId, result: serialised === undefined ? null : (JSON.parse(serialised) as unknown) });
  } catch (error) {
    const { name, message: errorMessage } = error instanceof Error ? error : new Error(String(error));
    answer({ kind: 'failed', requestId, errorType: name, errorMessage });
  }
}

captureOutput(start.logFile);
installScaledDate(start.clockCell);
const handler = await loadHandler(start.codeFolder, start.handler);
parentPort?.on('message', (message: InvokeMessage) => void invoke(handler, message));
