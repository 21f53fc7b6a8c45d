import { failTogether } from './fail-together.ts';

test('no error, no throw', () => {
  expect(() => failTogether([])).not.toThrow();
});

test('all that went wrong is said', () => {
  expect(() => failTogether([new Error('first'), 'second'])).toThrow('first; second');
});
