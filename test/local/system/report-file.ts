import { readFileSync } from 'node:fs';

import type { NotPlanned } from '#shared/domain/plan.ts';
import type { Outcome } from '#shared/domain/outcomes.ts';
import type { FinalSummary } from '#local/start/final-summary.ts';

/** One instance in report.json. */
interface ReportedInstance {
  wave: string;
  accountId: string;
  region: string;
  instanceId: string;
  outcome: Outcome;
  cause?: string;
  causeWords?: string;
  attempts: number;
}

export interface ReportFile {
  instances: ReportedInstance[];
  notPlannedInstances: NotPlanned[];
}

/** Throws when the run made no report: its words are then of more use than the failure of an expectation. */
export function readReport({ summary, stderr }: { summary?: FinalSummary; stderr: string }): ReportFile {
  if (summary?.report === undefined) throw new Error(`expected a run with a report; it said:\n${stderr}`);
  return JSON.parse(readFileSync(summary.report.json, 'utf8')) as ReportFile;
}

/** What the run says of each instance, in an order that does not depend on the run. */
export function outcomesByInstance(report: ReportFile): Record<string, Outcome> {
  const sorted = report.instances.toSorted((one, other) => one.instanceId.localeCompare(other.instanceId));
  return Object.fromEntries(sorted.map(({ instanceId, outcome }) => [instanceId, outcome]));
}
