import type { Context } from 'aws-lambda';

import type { InvokeMessage, WorkerStart } from './worker-messages.ts';

/** nodejs24.x took the callbacks away; the types still carry them. */
export type PromiseContext = Omit<Context, 'done' | 'fail' | 'succeed'>;

/** The context of one invocation. The remaining time is real time: that is what the runtime's timeout counts. */
export function lambdaContext(start: WorkerStart, { requestId, timeoutMs }: InvokeMessage): PromiseContext {
  const deadlineMs = performance.now() + timeoutMs;
  return {
    awsRequestId: requestId,
    functionName: start.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: start.functionArn,
    memoryLimitInMB: String(start.memoryMiB),
    logGroupName: `/aws/lambda/${start.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadlineMs - performance.now())),
  };
}
