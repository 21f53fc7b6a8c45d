import type { RecordedCall } from '#local/wire/dispatch.ts';

import { AccessRecord } from './access-record.ts';

/** Calls by who made them: `{ 'patchwave-dev-planner-control': { 'dynamodb:PutItem': 12 } }`; people stand under `-`. */
export type CallsByFunction = Record<string, Record<string, number>>;

/** Counts every call of every service at the door. */
export class CallCounts {
  readonly byFunction: CallsByFunction = {};
  readonly byOperation: Record<string, number> = {};
  readonly accesses = new AccessRecord();

  readonly record = (recorded: RecordedCall): void => {
    this.accesses.note(recorded);
    const { functionName = '-', service, operation, errorCode } = recorded;
    const calls = (this.byFunction[functionName] ??= {});
    const call = `${service}:${operation}${errorCode === undefined ? '' : ` ${errorCode}`}`;
    calls[call] = (calls[call] ?? 0) + 1;
    this.byOperation[operation] = (this.byOperation[operation] ?? 0) + 1;
  };
}
