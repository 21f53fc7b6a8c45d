/**
 * How many of `total` a percentage (0-100) selects: rounded down, but of something never nothing, and of several never all
 * unless all were asked for. 10% of 3 is 1, 99% of 3 is 2, 10% of 1 is 1.
 */
export function shareOf(percent: number, total: number): number {
  // Below 100% the rounding down alone leaves one over.
  return total === 0 ? 0 : Math.max(1, Math.floor((total * percent) / 100));
}
