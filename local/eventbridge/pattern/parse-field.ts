import { comparable } from './comparable-number.ts';
import { addressDigits, inRange } from './ip-address.ts';
import { parseOperator } from './parse-operator.ts';
import { refusePattern } from './pattern-refusal.ts';
import { stringTest, type FieldTest, type ValueTest } from './value-test.ts';

/** A field's list of alternatives. */
export function parseField(alternatives: unknown[]): FieldTest {
  if (alternatives.length === 0) return refusePattern('Empty arrays are not allowed');
  const parsed = alternatives.map(parseAlternative);
  return {
    tests: parsed.filter((test) => test !== 'absent'),
    absent: parsed.includes('absent'),
  };
}

function parseAlternative(alternative: unknown): ValueTest | 'absent' {
  if (Array.isArray(alternative)) return refusePattern('Match value must be String, number, true, false, or null');
  if (typeof alternative === 'object' && alternative !== null) return parseOperator(alternative);
  if (typeof alternative === 'string') return exactText(alternative);
  return typeof alternative === 'number' ? equalNumber(alternative) : (value) => value === alternative;
}

function equalNumber(number: number): ValueTest {
  const place = comparable(number);
  if (place === undefined) return (value) => value === number;
  return (value) => typeof value === 'number' && comparable(value) === place;
}

/** Two spellings of one IP address are equal: `::1` and `0:0:0:0:0:0:0:1`. */
function exactText(text: string): ValueTest {
  const digits = addressDigits(text);
  if (digits === undefined) return (value) => value === text;
  return stringTest((value) => inRange(value, { bottom: digits, top: digits }));
}
