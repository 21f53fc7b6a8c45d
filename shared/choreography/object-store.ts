import { deepFrozen } from './deep-frozen.ts';

/** The run bucket: JSON and text that is written once under a key and never changed. */
export interface ObjectStore {
  /** `exists` when the key was taken: the first answer wins and stays. */
  putOnce(key: string, value: unknown): Promise<'written' | 'exists'>;
  /** The parsed JSON, or undefined when there is no such object. */
  read(key: string): Promise<unknown>;
  /** The keys that begin so, sorted. */
  list(prefix: string): Promise<readonly string[]>;
  /** Overwrites; only for what people read (reports). */
  publish(key: string, body: string, contentType: string): Promise<void>;
}

/** What a message names but the bucket does not hold. Thrown: the message is tried again, then goes to the DLQ. */
export class MissingObject extends Error {
  constructor(key: string) {
    super(`${key}: found no such object in the run bucket, expected it to have been written before the event that names it.`);
    this.name = 'MissingObject';
  }
}

interface Parser<Value> {
  parse(value: unknown): Value;
}

export async function readObject<Value>(objects: ObjectStore, key: string, parser: Parser<Value>): Promise<Value> {
  const value = await objects.read(key);
  if (value === undefined) throw new MissingObject(key);
  return parsedBy(parser, value);
}

const known = new WeakMap<object, { parser: Parser<unknown>; parsed: unknown }>();

/** A store that hands out the same frozen object again is spared the parsing; whatever may have changed is parsed anew. */
function parsedBy<Value>(parser: Parser<Value>, value: unknown): Value {
  if (typeof value !== 'object' || value === null || !Object.isFrozen(value)) return parser.parse(value);
  const before = known.get(value);
  if (before?.parser === parser) return before.parsed as Value;
  const parsed = deepFrozen(parser.parse(value));
  known.set(value, { parser, parsed });
  return parsed;
}
