import { deepFrozen } from './deep-frozen.ts';
import type { ObjectStore } from './object-store.ts';

export class InMemoryObjectStore implements ObjectStore {
  readonly bodies = new Map<string, string>();
  /** The value of each key, with the body it was read from. */
  private readonly values = new Map<string, { body: string; value: unknown }>();

  putOnce(key: string, value: unknown): Promise<'written' | 'exists'> {
    if (this.bodies.has(key)) return Promise.resolve('exists');
    this.bodies.set(key, JSON.stringify(value));
    return Promise.resolve('written');
  }

  read(key: string): Promise<unknown> {
    const body = this.bodies.get(key);
    return Promise.resolve().then((): unknown => (body === undefined ? undefined : this.valueAt(key, body)));
  }

  list(prefix: string): Promise<readonly string[]> {
    return Promise.resolve([...this.bodies.keys()].filter((key) => key.startsWith(prefix)).sort());
  }

  publish(key: string, body: string): Promise<void> {
    this.bodies.set(key, body);
    return Promise.resolve();
  }

  /** Frozen, so that every reader may have the same one. */
  private valueAt(key: string, body: string): unknown {
    const known = this.values.get(key);
    if (known?.body === body) return known.value;
    const value = deepFrozen(JSON.parse(body) as unknown);
    this.values.set(key, { body, value });
    return value;
  }
}
