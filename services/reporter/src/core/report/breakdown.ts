import { sumOfOutcomes } from '#shared/domain/outcome-counts.ts';
import type { OutcomeCounts } from '#shared/events/scalars.ts';
import type { ReportRow } from './report-row.ts';

export interface Share {
  label: string;
  planned: number;
  outcomes: OutcomeCounts;
}

/** Counts the rows by what `labelOf` calls them, in the order in which the labels first appear. */
export function breakDown(rows: readonly ReportRow[], labelOf: (row: ReportRow) => string): Share[] {
  const shares = new Map<string, OutcomeCounts>();
  for (const row of rows) {
    const label = labelOf(row);
    const counts = shares.get(label) ?? {};
    counts[row.outcome] = (counts[row.outcome] ?? 0) + 1;
    shares.set(label, counts);
  }
  return [...shares].map(([label, outcomes]) => ({ label, planned: sumOfOutcomes(outcomes), outcomes }));
}

/** Who has the most instances that are not compliant comes first; equals in the order of their labels. */
export function worstFirst(shares: readonly Share[]): Share[] {
  return [...shares].sort((left, right) => notCompliant(right) - notCompliant(left) || (left.label < right.label ? -1 : 1));
}

function notCompliant({ planned, outcomes }: Share): number {
  return planned - (outcomes.Compliant ?? 0);
}
