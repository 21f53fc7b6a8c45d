import { AwsError } from '#local/wire/service.ts';

import { sourcesOf } from './dead-letter-queues.ts';
import type { SqsQueue, SqsStore } from './fauxqs.ts';
import type { MessageMoves } from './message-moves.ts';
import { outerQueueUrl } from './queue-urls.ts';
import { checkReceiptHandle, sortOutReceiptHandles } from './receipt-handles.ts';
import type { SqsInput } from './sqs-corrections.ts';

export interface OwnAnswers {
  store: SqsStore;
  moves: MessageMoves;
  endpoint: () => string;
}

/** Answers what fauxqs lacks or gets wrong; undefined means fauxqs may answer. */
export function ownAnswer(parts: OwnAnswers, operation: string, input: SqsInput): object | undefined {
  switch (operation) {
    case 'StartMessageMoveTask':
      return parts.moves.start(input);
    case 'ListMessageMoveTasks':
      return parts.moves.list(input);
    case 'CancelMessageMoveTask':
      throw new AwsError('ResourceNotFoundException', 'No message move task is running; moves end before they are answered.');
    case 'ListDeadLetterSourceQueues':
      return { queueUrls: sourcesOf(parts.store, queueOf(parts, input)).map(({ url }) => outerQueueUrl(url, parts.endpoint())) };
    case 'DeleteMessage':
    case 'ChangeMessageVisibility':
      checkReceiptHandle(input.ReceiptHandle);
      return undefined;
    case 'DeleteMessageBatch':
      return deleteBatch(parts, input);
    default:
      return undefined;
  }
}

// Only a batch with a bad handle is answered here; fauxqs checks the rest of a good one.
function deleteBatch(parts: OwnAnswers, input: SqsInput): object | undefined {
  const { good, failed } = sortOutReceiptHandles(input.Entries ?? []);
  if (failed.length === 0) return undefined;
  const queue = queueOf(parts, input);
  for (const { ReceiptHandle = '' } of good) queue.deleteMessage(ReceiptHandle);
  return { Successful: good.map(({ Id }) => ({ Id })), Failed: failed };
}

function queueOf({ store }: OwnAnswers, input: SqsInput): SqsQueue {
  const queue = store.getQueue(input.QueueUrl ?? '');
  if (queue === undefined) throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
  return queue;
}
