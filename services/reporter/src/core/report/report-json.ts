import { causeWords, nextStep } from './trouble.ts';
import type { PastHold } from './hold-history.ts';
import type { Report } from './report.ts';

/** The summary of the run, then the rows: for machines. */
export function reportJson({ run, summary, verdict, warnings, holds, rows, notPlanned }: Report): string {
  const { requestedBy } = run;
  const approvals = run.waves.flatMap(({ name, approval }) => (approval === undefined ? [] : [{ wave: name, ...approval }]));
  const instances = rows.map((row) => ({
    ...row,
    ...(row.cause === undefined ? {} : { causeWords: causeWords(row.cause), nextStep: nextStep(row.cause) }),
  }));
  const head = { ...summary, verdict, warnings, ...(requestedBy === undefined ? {} : { requestedBy }), approvals, holds: holds.map(withTimes) };
  return `${JSON.stringify({ ...head, notPlannedInstances: notPlanned, instances }, undefined, 1)}\n`;
}

function withTimes({ from, until, ...hold }: PastHold): Record<string, unknown> {
  return { ...hold, from: new Date(from).toISOString(), until: new Date(until).toISOString() };
}
