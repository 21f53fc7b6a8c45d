import { SqsStore, type SqsQueue } from './fauxqs.ts';
import type { DeadLetter } from './watched-queue.ts';

/** The queues whose redrive policy names this queue as their dead-letter queue. */
export function sourcesOf(store: SqsStore, deadLetterQueue: SqsQueue): SqsQueue[] {
  return [...store.allQueues()].filter((queue) => deadLetterTargetOf(queue) === deadLetterQueue.arn);
}

function deadLetterTargetOf(queue: SqsQueue): string | undefined {
  const policy = queue.attributes['RedrivePolicy'];
  if (policy === undefined) return undefined;
  return (JSON.parse(policy) as { deadLetterTargetArn?: string }).deadLetterTargetArn;
}

export interface MoveResult {
  moved: number;
  /** Left in the dead-letter queue: it has several sources, and a restart made it forget which one this came from. */
  left: number;
}

/** Moves all visible messages to `destination`, or each to the queue it came from. They count as newly sent, as in AWS. */
export function moveDeadLetters(store: SqsStore, source: SqsQueue, destination?: SqsQueue): MoveResult {
  const sources = sourcesOf(store, source);
  const onlySource = sources.length === 1 ? sources[0] : undefined;
  const result: MoveResult = { moved: 0, left: 0 };
  for (const message of source.inspectMessages().ready as DeadLetter[]) {
    const origin = store.getQueueByArn(message.deadLetterSourceArn ?? '') ?? onlySource;
    const target = destination ?? origin;
    if (target === undefined) {
      result.left += 1;
      continue;
    }
    takeOut(source, message);
    const { body, messageAttributes, messageGroupId, messageDeduplicationId } = message;
    target.enqueue(SqsStore.createMessage(body, messageAttributes, undefined, messageGroupId, messageDeduplicationId));
    result.moved += 1;
  }
  return result;
}

function takeOut(queue: SqsQueue, message: DeadLetter): void {
  const group = queue.isFifo() ? queue.fifoMessages.get(message.messageGroupId ?? '') : queue.messages;
  const position = group?.indexOf(message) ?? -1;
  if (position >= 0) group?.splice(position, 1);
  queue.persistence?.deleteMessage(message.messageId);
}
