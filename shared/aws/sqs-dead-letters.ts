import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

import type { DeadLetters } from '../choreography/handle-records.ts';

const CAUSE_CHARACTERS_MAX = 1_000;

/** The cause travels as message attribute `Cause`, where `patchwave dlq` and the console show it. */
export function createSqsDeadLetters(client: SQSClient, dlqUrl: string): DeadLetters {
  return {
    async send(record, cause) {
      await client.send(
        new SendMessageCommand({
          QueueUrl: dlqUrl,
          MessageBody: record.body,
          MessageAttributes: {
            Cause: { DataType: 'String', StringValue: cause.slice(0, CAUSE_CHARACTERS_MAX) },
            OriginalMessageId: { DataType: 'String', StringValue: record.messageId },
          },
        }),
      );
    },
  };
}
