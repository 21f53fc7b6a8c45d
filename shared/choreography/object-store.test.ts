import { InMemoryObjectStore } from './object-store.in-memory.ts';
import { readObject, type ObjectStore } from './object-store.ts';

const KEY = 'runs/1/plan.json';

function countingParser() {
  const seen: unknown[] = [];
  const parse = (value: unknown) => {
    seen.push(value);
    return { parsed: value };
  };
  return { parse, seen };
}

function storeOf(value: unknown): ObjectStore {
  return Object.assign(new InMemoryObjectStore(), { read: () => Promise.resolve(value) });
}

describe('reading an object', () => {
  it('parses a frozen one once, and gives out what nobody can change', async () => {
    const [store, parser] = [storeOf(Object.freeze({ waves: 3 })), countingParser()];
    const first = await readObject(store, KEY, parser);
    expect(await readObject(store, KEY, parser)).toBe(first);
    expect([first, parser.seen, Object.isFrozen(first)]).toEqual([{ parsed: { waves: 3 } }, [{ waves: 3 }], true]);
  });

  it('parses it for each parser on its own', async () => {
    const store = storeOf(Object.freeze({ waves: 3 }));
    await readObject(store, KEY, countingParser());
    const other = { parse: () => 'another' };
    expect(await readObject(store, KEY, other)).toBe('another');
  });

  it.each([['what may have changed', { waves: 3 }], ['a text', 'waves'], ['null', null]])('parses %s each time', async (_case, value) => {
    const [store, parser] = [storeOf(value), countingParser()];
    await readObject(store, KEY, parser);
    await readObject(store, KEY, parser);
    expect(parser.seen).toEqual([value, value]);
  });

  it('fails where there is none, and names its key', async () => {
    await expect(readObject(new InMemoryObjectStore(), KEY, countingParser())).rejects.toThrow(`${KEY}: found no such object`);
  });
});
