import { tryEveryPoint } from './crash-points.ts';

it('a crash before or after any single effect of a run leaves its end as it would have been', async () => {
  const { points, wrong } = await tryEveryPoint(1);

  expect(wrong).toEqual([]);
  // A world whose effects no longer report themselves would pass with no point at all.
  expect(points).toBeGreaterThan(500);
}, 240_000);
