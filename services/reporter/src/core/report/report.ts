import type { NotPlanned } from '#shared/domain/plan.ts';
import type { RunReadModel, WaveProgress } from '#shared/domain/read-model.ts';
import { summaryOf, type RunSummary } from '#shared/domain/run-summary.ts';
import { holdHistory, type PastHold } from './hold-history.ts';
import type { ReportRow } from './report-row.ts';
import { verdictSentence } from './verdict-sentence.ts';

/** All that a report says, in whatever format. */
export interface Report {
  /** The run with its waves, times and approvals, as far as they are known. */
  run: RunReadModel;
  summary: RunSummary;
  verdict: string;
  /** What a reader must know before trusting the figures. */
  warnings: readonly string[];
  /** What did not go on for a while, and why; in the order of the waves, then of time. */
  holds: readonly PastHold[];
  rows: readonly ReportRow[];
  notPlanned: readonly NotPlanned[];
}

interface Parts {
  /** With its ending and the report's keys. */
  run: RunReadModel;
  /** Of its waves, as far as known. */
  progress: readonly WaveProgress[];
  rows: readonly ReportRow[];
  notPlanned: readonly NotPlanned[];
  differences: readonly string[];
}

export function composeReport({ run, progress, rows, notPlanned, differences }: Parts): Report {
  const summary = summaryOf(run, { progress, notPlanned });
  const warnings = differences.map(asWarning);
  return { run, summary, verdict: verdictSentence(summary.totals), warnings, holds: holdHistory(run, progress), rows, notPlanned };
}

function asWarning(difference: string): string {
  return `This report does not add up: ${difference}.`;
}
