import { comparable, requireComparable } from './comparable-number.ts';
import { refusePattern } from './pattern-refusal.ts';
import type { ValueTest } from './value-test.ts';

type Compare = (value: number, bound: number) => boolean;

const lower = new Map<string, Compare>([
  ['>', (value, bound) => value > bound],
  ['>=', (value, bound) => value >= bound],
]);
const upper = new Map<string, Compare>([
  ['<', (value, bound) => value < bound],
  ['<=', (value, bound) => value <= bound],
]);
/** A half-open range runs to the end of what can be compared, and may not be empty there. */
const lowest = requireComparable(-5e9);
const highest = requireComparable(5e9);

/** `["=", n]`, `["<", n]`, `[">=", n, "<", m]`: one bound, or a lower and then an upper one. */
export function parseNumeric(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) return refusePattern('Value of numeric must be an array.');
  const terms: unknown[] = operand;
  const operator = terms[0];
  if (typeof operator !== 'string') return refusePattern(`Invalid member in numeric match: ${shown(operator)}`);
  if (operator === '=') return equalTo(boundAt(terms, 'equals'), terms);
  const above = lower.get(operator);
  const below = upper.get(operator);
  if (below) {
    const top = boundAt(terms, operator);
    refuseMoreThan(2, terms, 'Too many elements in numeric expression');
    refuseEmpty(lowest, top);
    return ordered((value) => below(value, top));
  }
  if (!above) return refusePattern(`Unrecognized numeric range operator: ${operator}`);
  return between({ above, bottom: boundAt(terms, operator) }, terms);
}

function between({ above, bottom }: { above: Compare; bottom: number }, terms: unknown[]): ValueTest {
  if (terms.length === 2) {
    refuseEmpty(bottom, highest);
    return ordered((value) => above(value, bottom));
  }
  const operator = terms[2];
  if (typeof operator !== 'string') return refusePattern(`Bad value in numeric range: ${shown(operator)}`);
  const below = upper.get(operator);
  if (!below) return refusePattern(`Bad numeric range operator: ${operator}`);
  const top = boundAt(terms.slice(2), operator);
  refuseMoreThan(4, terms, 'Too many terms in numeric range expression');
  refuseEmpty(bottom, top);
  return ordered((value) => above(value, bottom) && below(value, top));
}

function equalTo(bound: number, terms: unknown[]): ValueTest {
  refuseMoreThan(2, terms, 'Too many elements in numeric expression');
  return ordered((value) => value === bound);
}

function boundAt(terms: unknown[], operator: string): number {
  const bound = terms[1];
  if (typeof bound !== 'number') return refusePattern(`Value of ${operator} must be numeric`);
  return requireComparable(bound);
}

function refuseMoreThan(count: number, terms: unknown[], reason: string): void {
  if (terms.length > count) refusePattern(reason);
}

function refuseEmpty(bottom: number, top: number): void {
  if (bottom >= top) refusePattern('Bottom must be less than top');
}

function ordered(test: (value: number) => boolean): ValueTest {
  return (value) => {
    const place = typeof value === 'number' ? comparable(value) : undefined;
    return place !== undefined && test(place);
  };
}

function shown(term: unknown): string {
  return term === undefined ? ']' : JSON.stringify(term);
}
