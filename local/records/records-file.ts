import { openLinesFile } from '#local/cloud/lines-file.ts';
import type { Records } from './records.ts';

/** A value of nothing: the record was deleted. */
interface Change<Value> {
  key: string;
  value?: Value;
}

export interface RecordsFile<Value> extends Records<Value> {
  close(): void;
}

/** Every change is a line, written before anybody hears that it was made. Values must be what JSON can carry. */
export function openRecordsFile<Value>(path: string): RecordsFile<Value> {
  const file = openLinesFile<Change<Value>>(path);
  const records = new Map<string, Value>();
  for (const { key, value } of file.entries) {
    if (value === undefined) records.delete(key);
    else records.set(key, value);
  }
  return {
    get: (key) => records.get(key),
    values: () => records.values(),
    set(key, value) {
      file.append({ key, value });
      return records.set(key, value);
    },
    delete(key) {
      if (records.has(key)) file.append({ key });
      return records.delete(key);
    },
    close: () => file.close(),
  };
}
