import { canonicalJson } from '#shared/domain/hash.ts';

import type { Once } from './once.ts';

/** The twin of the table of records: what failed is forgotten and may be tried again. */
export function createInMemoryOnce(): Once {
  const records = new Map<string, { result?: unknown }>();
  return async <Result>(identity: Record<string, string>, _call: unknown, work: () => Promise<Result>) => {
    const key = canonicalJson(identity);
    const record = records.get(key);
    if (record !== undefined && !('result' in record)) return { status: 'inProgress' };
    if (record !== undefined) return { status: 'done', result: record.result as Result };
    records.set(key, {});
    try {
      const result = await work();
      records.set(key, { result });
      return { status: 'done', result };
    } catch (error) {
      records.delete(key);
      throw error;
    }
  };
}
