import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

import { handleRecords, type DeadLetters, type QueueService } from '../choreography/handle-records.ts';
import type { Message } from '../choreography/message.ts';

const logger = new Logger();

/** One Lambda function that serves one queue: partial batch failures, the DLQ for the unreadable, a log line a group. */
export function queueFunction(service: QueueService, deadLetters: DeadLetters) {
  return middy(async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const failed = await handleRecords(service, { deadLetters, observe }, event.Records);
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  }).use(injectLambdaContext(logger));
}

function observe(group: string, messages: readonly Message[], error: unknown): void {
  const fields = { group, ...subjectOf(messages), messages: messages.map(nameOf) };
  if (error === undefined) logger.debug('handled', fields);
  else logger.error('not handled', { ...fields, error: error instanceof Error ? error : new Error(JSON.stringify(error)) });
}

function nameOf(message: Message): string {
  return message.kind === 'event' || message.kind === 'foreign' ? message.detailType : message.kind;
}

/** Run, wave and target of the first message that names them, so that every log line can be searched by them. */
function subjectOf(messages: readonly Message[]): Record<string, unknown> {
  const event = messages.find((message) => message.kind === 'event');
  if (event === undefined) return {};
  const { runId, wave, accountId, region } = event.detail.data as Record<string, unknown>;
  return { runId, wave, accountId, region };
}
