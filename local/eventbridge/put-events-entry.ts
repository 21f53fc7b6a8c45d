import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { NewEvent } from './bus-event.ts';
import { refuse } from './invalid-parameter.ts';

export interface EntryRefusal {
  ErrorCode: string;
  ErrorMessage: string;
}

/** PutEvents takes 1 to 10 entries of together at most 1 MiB (since 2026-01-29; 256 KiB before). */
const entriesMax = 10;
const totalBytesMax = 1_048_576;

export function validateEntries(entries: readonly PutEventsRequestEntry[]): void {
  if (entries.length < 1 || entries.length > entriesMax) {
    const bound = entries.length < 1 ? 'greater than or equal to 1' : `less than or equal to ${entriesMax}`;
    refuse(`1 validation error detected: ${entries.length} entries at 'entries' failed to satisfy constraint: Member must have length ${bound}`);
  }
  const totalBytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
  if (totalBytes > totalBytesMax) refuse('Total size of the entries in the request is over the limit.');
}

/** Reads one entry; a refusal concerns this entry only, the others of the call still go. */
export function readEntry(entry: PutEventsRequestEntry): NewEvent | EntryRefusal {
  const { Source, DetailType, Detail } = entry;
  if (!Source) return missing('Source');
  if (!DetailType) return missing('DetailType');
  if (!Detail) return missing('Detail');
  if (Source.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSource', ErrorMessage: 'Not authorized for the source.' };
  }
  const detail = parseObject(Detail);
  if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  return {
    source: Source,
    detailType: DetailType,
    detail,
    ...(entry.Resources && { resources: entry.Resources }),
    ...(entry.Time && { timeMs: entry.Time.getTime() }),
  };
}

export function parseObject(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** AWS counts 14 bytes for a given time, and the UTF-8 bytes of all texts. */
function entryBytes(entry: PutEventsRequestEntry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), entry.Time ? 14 : 0);
}

function missing(name: string): EntryRefusal {
  return { ErrorCode: 'InvalidArgument', ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.` };
}
