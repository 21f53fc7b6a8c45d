import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

import { deadLetterCause } from '../choreography/dead-letter-cause.ts';
import type { DeadLetters } from '../choreography/handle-records.ts';

/** The cause travels as message attribute `Cause`, where `patchwave dlq` and the console show it. */
export function createSqsDeadLetters(client: SQSClient, dlqUrl: string): DeadLetters {
  return {
    async send(record, cause) {
      await client.send(
        new SendMessageCommand({
          QueueUrl: dlqUrl,
          MessageBody: record.body,
          MessageAttributes: {
            Cause: { DataType: 'String', StringValue: deadLetterCause(cause) },
            OriginalMessageId: { DataType: 'String', StringValue: record.messageId },
          },
        }),
      );
    },
  };
}
