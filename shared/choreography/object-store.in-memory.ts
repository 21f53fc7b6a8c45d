import type { ObjectStore } from './object-store.ts';

export class InMemoryObjectStore implements ObjectStore {
  readonly bodies = new Map<string, string>();

  putOnce(key: string, value: unknown): Promise<'written' | 'exists'> {
    if (this.bodies.has(key)) return Promise.resolve('exists');
    this.bodies.set(key, JSON.stringify(value));
    return Promise.resolve('written');
  }

  read(key: string): Promise<unknown> {
    const body = this.bodies.get(key);
    return Promise.resolve().then((): unknown => (body === undefined ? undefined : JSON.parse(body)));
  }

  list(prefix: string): Promise<readonly string[]> {
    return Promise.resolve([...this.bodies.keys()].filter((key) => key.startsWith(prefix)).sort());
  }

  publish(key: string, body: string): Promise<void> {
    this.bodies.set(key, body);
    return Promise.resolve();
  }
}
