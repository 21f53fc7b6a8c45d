import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilePattern } from '#local/eventbridge/pattern/compile-pattern.ts';
import { flattenEvent } from '#local/eventbridge/pattern/event-fields.ts';

interface Oracle {
  events: string[];
  verdicts: { pattern: string; matches: string }[];
  refusals: { pattern: string; reason: string | null }[];
}

const oracle = JSON.parse(readFileSync(join(__dirname, 'ruler-verdicts.json'), 'utf8')) as Oracle;
const events = oracle.events.map((event) => flattenEvent(JSON.parse(event) as object));

function matchesOf(pattern: string): string {
  const matches = compilePattern(pattern);
  return events.reduce((bits, event, index) => (matches(event) ? bits | (1n << BigInt(index)) : bits), 0n).toString(16);
}

function refusalOf(pattern: string): string | null {
  try {
    compilePattern(pattern);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

test('every pattern matches exactly the events that AWS Event Ruler says it does', () => {
  const ours = oracle.verdicts.map(({ pattern }) => ({ pattern, matches: matchesOf(pattern) }));

  expect(ours).toEqual(oracle.verdicts);
});

test('every broken pattern is refused in the words of AWS Event Ruler, and no other is', () => {
  const ours = oracle.refusals.map(({ pattern }) => ({ pattern, refusal: refusalOf(pattern) }));

  expect(ours).toEqual(
    oracle.refusals.map(({ pattern, reason }) => ({
      pattern,
      refusal: reason === null ? null : `Event pattern is not valid. Reason: ${reason}`,
    })),
  );
});

test('the oracle has asked enough to be worth asking', () => {
  const matching = oracle.verdicts.filter(({ matches }) => matches !== '0');

  expect({ verdicts: oracle.verdicts.length * events.length > 90_000, matching: matching.length > 600 }).toEqual({ verdicts: true, matching: true });
});
