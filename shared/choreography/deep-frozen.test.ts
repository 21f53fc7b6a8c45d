import { deepFrozen } from './deep-frozen.ts';

describe('a deep-frozen value', () => {
  it('is the same value, which can be changed nowhere', () => {
    const value = { wave: { names: ['canary'] }, planned: 3, hold: null };
    expect(deepFrozen(value)).toBe(value);
    expect([value, value.wave, value.wave.names].map((part) => Object.isFrozen(part))).toEqual([true, true, true]);
  });

  it.each([[undefined], [null], ['text'], [7]])('may be %p, which nobody can change anyway', (value) => {
    expect(deepFrozen(value)).toBe(value);
  });
});
