// npm run simulate:crashes: a crash before and after each effect of a run, one at a time, over three schedules of delays.
import { tryEveryPoint } from './crash-points.ts';

const SCHEDULES = [1, 2, 3];

for (const schedule of SCHEDULES) {
  const { points, wrong } = await tryEveryPoint(schedule);
  process.stdout.write(`schedule ${String(schedule)}: ${String(points)} points, ${String(wrong.length)} wrong\n`);
  for (const line of wrong) process.stderr.write(`  ${line}\n`);
  if (wrong.length > 0) process.exitCode = 1;
}
