import type { RunReadModel } from './read-model.ts';

/** Why a run did not end as planned, in words without a full stop; undefined when it did, or has not ended. */
export function reasonOfEnd({ status, reason, rejection }: RunReadModel): string | undefined {
  if (reason !== undefined && reason !== '') return withoutStop(reason);
  // A request that was refused never became a run with an ending of its own.
  if (status !== 'Rejected' || rejection === undefined || rejection.reasons.length === 0) return undefined;
  return rejection.reasons.map(withoutStop).join('; ');
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
