import { backOffMs } from './back-off.ts';

test.each([
  [0, 30_000],
  [1, 60_000],
  [4, 480_000],
  [5, 600_000],
  [50, 600_000],
])('after %i failures it waits %i ms, a quarter more or less', (failures, plainMs) => {
  const waits = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((token) => backOffMs(token, failures));
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(plainMs * 0.75);
  expect(Math.max(...waits)).toBeLessThanOrEqual(plainMs * 1.25);
  expect(new Set(waits).size).toBe(waits.length);
});

test('the same command waits the same time whenever it is asked', () => {
  expect(backOffMs('token', 2)).toBe(backOffMs('token', 2));
});
