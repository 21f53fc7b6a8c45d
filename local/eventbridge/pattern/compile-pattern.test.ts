import { compilePattern } from './compile-pattern.ts';
import { flattenEvent } from './event-fields.ts';

// What AWS's Event Ruler says is held in test/local/eventbridge/ruler-verdicts.test.ts; here is only what we decide.

function matches(pattern: object, event: object): boolean {
  return compilePattern(JSON.stringify(pattern))(flattenEvent(event));
}

test('a path given twice in one branch is refused, for the later list would silently replace the earlier', () => {
  const pattern = { state: ['open'], $or: [{ state: ['closed'] }, { reason: ['late'] }] };

  expect(() => compilePattern(JSON.stringify(pattern))).toThrow('Path `state` cannot be allowed multiple times');
});

test('an address and a prefix in one list each match on their own', () => {
  const pattern = { ip: ['10.0.0.1', { prefix: '192.168.' }] };

  expect([{ ip: '10.0.0.1' }, { ip: '192.168.0.9' }, { ip: '10.0.0.2' }].map((event) => matches(pattern, event))).toEqual([true, true, false]);
});

test('a text that is not JSON is refused as an invalid pattern', () => {
  expect(() => compilePattern('{')).toThrow(expect.objectContaining({ name: 'InvalidEventPatternException' }) as Error);
});

test('an operator named like a property of every object is unknown', () => {
  expect(() => compilePattern('{"a":[{"constructor":"x"}]}')).toThrow('Unrecognized match type constructor');
});
