import { outcomes } from '#shared/domain/outcomes.ts';
import type { OutcomeCounts } from '#shared/events/scalars.ts';
import { breakDown } from './breakdown.ts';
import type { ReportRow } from './report-row.ts';
import type { RunEnded } from './run-ended.ts';

/** Where the rows and the planner's sums differ, one line per wave and outcome; empty when all adds up. */
export function differences(run: RunEnded, rows: readonly ReportRow[]): string[] {
  const found = new Map(breakDown(rows, ({ wave }) => wave).map((share) => [share.label, share.outcomes]));
  return run.waves.flatMap(({ name, outcomes: said }) => differencesOf(name, said, found.get(name) ?? {}));
}

function differencesOf(wave: string, said: OutcomeCounts, found: OutcomeCounts): string[] {
  return outcomes.flatMap((outcome) => {
    const [expected, actual] = [said[outcome] ?? 0, found[outcome] ?? 0];
    return expected === actual ? [] : [`wave ${wave}: the run counted ${expected} ${outcome}, the instances' records say ${actual}`];
  });
}
