import { AwsError } from '#local/wire/service.ts';

const ISSUED_HERE = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

interface BatchEntry {
  Id?: string;
  ReceiptHandle?: string;
}

interface FailedEntry {
  Id: string;
  SenderFault: true;
  Code: string;
  Message: string;
}

/**
 * fauxqs deletes under any handle and says it worked; SQS knows its own. A handle of ours that is no longer in flight
 * passes, as it does in SQS.
 */
export function checkReceiptHandle(handle = ''): void {
  if (!ISSUED_HERE.test(handle)) throw new AwsError('ReceiptHandleIsInvalid', messageFor(handle));
}

/** Splits a batch into entries to pass on and failures to report beside the others' success. */
export function sortOutReceiptHandles<Entry extends BatchEntry>(entries: Entry[]): { good: Entry[]; failed: FailedEntry[] } {
  const good = entries.filter(({ ReceiptHandle = '' }) => ISSUED_HERE.test(ReceiptHandle));
  const failed = entries
    .filter((entry) => !good.includes(entry))
    .map(({ Id = '', ReceiptHandle = '' }): FailedEntry => {
      return { Id, SenderFault: true, Code: 'ReceiptHandleIsInvalid', Message: messageFor(ReceiptHandle) };
    });
  return { good, failed };
}

function messageFor(handle: string): string {
  return `The input receipt handle "${handle}" is not a valid receipt handle.`;
}
