import type { Attention } from '#shared/domain/attention.ts';
import type { ReportRow } from '../report/report-row.ts';
import { WHOLE_RUN } from './raised-by-run.ts';

/** What the outcomes of a run call for: only here are their causes known. */
export function raisedByRows(rows: readonly ReportRow[], endedAt: number): Attention[] {
  const unknown = rows.filter(({ cause }) => cause === 'SendUnknown').length;
  if (unknown === 0) return [];
  const detail = `Of ${unknown} ${unknown === 1 ? 'instance' : 'instances'} nobody can tell whether the command was sent; it was not sent again.`;
  return [{ kind: 'SendUnknown', subject: WHOLE_RUN, detail, at: endedAt }];
}
