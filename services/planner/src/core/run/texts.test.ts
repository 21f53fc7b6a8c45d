import { keptText, shortTextOf } from './texts.ts';

describe('free text', () => {
  it('is kept as it is where it is short', () => {
    expect(keptText('wrong night')).toBe('wrong night');
  });

  it('is cut to what an item may keep', () => {
    expect(keptText('x'.repeat(500))).toBe(`${'x'.repeat(117)}...`);
  });

  it('is cut to what an event may carry', () => {
    expect(shortTextOf('x'.repeat(500))).toHaveLength(300);
  });
});
