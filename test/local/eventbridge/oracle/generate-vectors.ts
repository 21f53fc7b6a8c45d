// Writes the questions for AWS's Event Ruler to stdout: a pool of events, a pool of patterns, and patterns that are wrong.
// The random part is small on purpose (few fields, few values), so that about as many pairs match as not.
import { brokenPatterns } from './broken-patterns.ts';
import { namedEvents, namedPatterns } from './named-vectors.ts';

type Chance = () => number;

/** Mulberry32: the same vectors for ever. */
function seeded(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const chance = seeded(20260101);
const pick = <T>(values: readonly T[]): T => values[Math.floor(chance() * values.length)] as T;
const some = <T>(max: number, make: () => T): T[] => Array.from({ length: 1 + Math.floor(chance() * max) }, make);
const unique = <T>(values: T[]): T[] => [...new Set(values)];

const texts = ['run', 'Run', 'running', 'stop', 'stopped', '', 'a*b', 'a\\b', 'i-0ab', 'RUNNING', 'straße'];
const numbers = [0, 1, 5, -3, 2.5, 0.1, 1e3, 5e9, 123456789012, 0.1234567];
const literals = [true, false, null];
const addresses = ['10.0.0.1', '10.0.0.200', '10.0.1.1', '192.168.1.1', '::1', '2001:db8::5', '0:0:0:0:0:0:0:1', '300.1.1.1'];
const leaf = () => (chance() < 0.55 ? pick(texts) : chance() < 0.6 ? pick(numbers) : pick(literals));

function randomEvent(): object {
  const maybe = (make: () => unknown) => (chance() < 0.75 ? make() : undefined);
  return {
    a: maybe(leaf),
    b: maybe(() => (chance() < 0.5 ? leaf() : some(3, leaf))),
    ip: maybe(() => pick(addresses)),
    o: maybe(() => ({ x: maybe(leaf), y: maybe(() => some(2, leaf)), p: maybe(() => ({ q: leaf() })) })),
    r: maybe(() => some(3, () => ({ x: maybe(leaf), y: maybe(leaf), z: maybe(() => some(2, () => ({ u: leaf(), v: maybe(leaf) }))) }))),
  };
}

const textOperand = () => pick(['run', 'r', 'R', 'stop', 'ing', 'NING', 'ed', 'a*', 'i-', 'STOP', 'straSSe']);
const wildcard = () => pick(['*', 'r*', '*g', 'r*n*g', '*u*', 'a\\*b', 'a\\\\b', 's*p*', 'run', '*-*a*']);
const bound = () => pick([-3, 0, 1, 2.5, 5, 1000, 0.1]);
const list = (make: () => unknown) => (chance() < 0.5 ? make() : unique(some(3, make)));

function range(): unknown[] {
  const low = bound();
  const operator = pick(['=', '<', '<=', '>', '>=', 'between']);
  return operator === 'between' ? [pick(['>', '>=']), low, pick(['<', '<=']), low + pick([0.5, 1, 7])] : [operator, low];
}

function operator(): object {
  const ways: (() => object)[] = [
    () => ({ prefix: textOperand() }),
    () => ({ suffix: textOperand() }),
    () => ({ prefix: { 'equals-ignore-case': textOperand() } }),
    () => ({ suffix: { 'equals-ignore-case': textOperand() } }),
    () => ({ 'equals-ignore-case': pick(texts) }),
    () => ({ wildcard: wildcard() }),
    () => ({ numeric: range() }),
    () => ({ exists: chance() < 0.5 }),
    () => ({ 'anything-but': list(() => pick(texts)) }),
    () => ({ 'anything-but': list(bound) }),
    () => ({ 'anything-but': { prefix: list(textOperand) } }),
    () => ({ 'anything-but': { suffix: list(textOperand) } }),
    () => ({ 'anything-but': { 'equals-ignore-case': list(() => pick(texts)) } }),
    () => ({ 'anything-but': { wildcard: list(wildcard) } }),
  ];
  return pick(ways)();
}

const field = () => some(2, () => (chance() < 0.35 ? leaf() : operator()));

// Addresses stand alone in their list: Event Ruler rewrites every value of such a field (see README.md).
const addressField = () => some(2, () => (chance() < 0.4 ? pick(addresses.slice(0, 7)) : { cidr: pick(['10.0.0.0/24', '10.0.0.128/25', '::/64', '2001:db8::/32', '0.0.0.0/0']) }));

function randomPattern(): object {
  const ways: Record<string, () => object> = {
    a: () => ({ a: field() }),
    b: () => ({ b: field() }),
    ip: () => ({ ip: addressField() }),
    o: () => ({ o: pick([() => ({ x: field() }), () => ({ y: field(), p: { q: field() } }), () => ({ x: field(), y: field() })])() }),
    r: () => ({ r: pick([() => ({ x: field(), y: field() }), () => ({ x: field(), z: { u: field() } }), () => ({ y: field(), z: { u: field(), v: field() } })])() }),
  };
  const names = unique(some(3, () => pick(Object.keys(ways))));
  const parts = names.map((name) => (ways[name] as () => object)());
  if (chance() < 0.75 || parts.length < 2) return Object.assign({}, ...parts) as object;
  const [first, ...rest] = parts;
  return parts.length === 2 ? { $or: parts } : { ...first, $or: rest };
}

const events = [...namedEvents, ...Array.from({ length: 90 }, randomEvent)].map((event) => JSON.stringify(event));
const patterns = [...namedPatterns, ...Array.from({ length: 900 }, randomPattern)].map((pattern) => JSON.stringify(pattern));
process.stdout.write(`${JSON.stringify({ events: unique(events), patterns: unique(patterns), broken: unique(brokenPatterns) })}\n`);
