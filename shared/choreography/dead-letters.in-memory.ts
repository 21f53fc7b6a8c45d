import { deadLetterCause } from './dead-letter-cause.ts';
import type { DeadLetters, QueueRecord } from './handle-records.ts';

export class InMemoryDeadLetters implements DeadLetters {
  readonly buried: { body: string; cause: string; originalMessageId: string }[] = [];

  send(record: QueueRecord, cause: string): Promise<void> {
    this.buried.push({ body: record.body, cause: deadLetterCause(cause), originalMessageId: record.messageId });
    return Promise.resolve();
  }
}
