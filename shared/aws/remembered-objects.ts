import type { ObjectStore } from '../choreography/object-store.ts';

/** Objects a warm function may keep: what is written once and never changed need not be read twice. */
const KEPT_MAX = 50;

/** The same store with the last objects read kept in memory, the oldest dropped first. Absence is never kept. */
export function rememberObjects(objects: ObjectStore): ObjectStore {
  const kept = new Map<string, unknown>();
  return {
    putOnce: (key, value) => objects.putOnce(key, value),
    list: (prefix) => objects.list(prefix),
    async read(key) {
      if (kept.has(key)) return kept.get(key);
      const value = await objects.read(key);
      if (value === undefined) return undefined;
      kept.set(key, value);
      const [oldest] = kept.keys();
      if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
      return value;
    },
    async publish(key, body, contentType) {
      await objects.publish(key, body, contentType);
      kept.delete(key);
    },
  };
}
