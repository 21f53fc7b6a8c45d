import { elementAt } from './element-at.ts';

describe('an element by its ordinal', () => {
  it('is given', () => {
    expect(elementAt(['a', 'b'], 1)).toBe('b');
  });

  it('stops the decision where it is missing', () => {
    expect(() => elementAt(['a'], 1)).toThrow('ordinal 1: found a list of 1, expected a longer one.');
  });
});
