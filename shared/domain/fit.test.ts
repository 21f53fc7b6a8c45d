import { fitMinutes, usualMinutes } from './fit.ts';

test.each([
  ['Install', 'Linux', 20, 25],
  ['Install', 'Windows', 45, 50],
  ['Install', 'macOS', 45, 50],
  ['Scan', 'Windows', 6, 11],
] as const)('%s on %s takes %i minutes, and %i until it is verified', (...[operation, platform, usual, fit]) => {
  expect([usualMinutes({ operation }, platform), fitMinutes({ operation }, platform)]).toEqual([usual, fit]);
});
