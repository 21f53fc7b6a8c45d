/**
 * What people put into a service by its API, by key; they expect to find it after a restart. A Map holds it in memory,
 * records-file.ts on disk.
 */
export type Records<Value> = Pick<Map<string, Value>, 'get' | 'set' | 'delete' | 'values'>;
