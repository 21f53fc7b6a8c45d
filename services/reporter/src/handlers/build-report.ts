import type { ItemStore } from '#shared/choreography/item.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';
import { runReadKeyOf, type RunReadModel } from '#shared/domain/read-model.ts';
import { reportKeyOf } from '#shared/domain/run-objects.ts';
import { runCompleted } from '#shared/events/run-completed.ts';
import { reportHtml } from '../core/html/report-html.ts';
import { foldOnto } from '../core/reading/fold-run.ts';
import { differences } from '../core/report/adds-up.ts';
import { composeReport, type Report } from '../core/report/report.ts';
import { reportCsv } from '../core/report/report-csv.ts';
import { reportJson } from '../core/report/report-json.ts';
import type { RunEnded } from '../core/report/run-ended.ts';
import { gatherRows } from './gather-rows.ts';

export interface BuildEffects {
  objects: ObjectStore;
  /** The read model: who approved, and when each wave ran. The report stands without it, and shows less. */
  runs: ItemStore<RunReadModel, never>;
}

interface Built {
  report: Report;
  /** The rows are the sums that the planner gave. */
  addsUp: boolean;
}

export async function buildReport({ objects, runs }: BuildEffects, ended: RunEnded): Promise<Built> {
  const { rows, notPlanned } = await gatherRows(objects, ended);
  const found = differences(ended, rows);
  const known = await runs.load(runReadKeyOf(ended.runId));
  const run = withEnding(known?.state, ended);
  return { report: composeReport({ run, rows, notPlanned, differences: found }), addsUp: found.length === 0 };
}

/** The read model may not have heard the closing word yet. */
function withEnding(known: RunReadModel | undefined, ended: RunEnded): RunReadModel {
  const heard = { detailType: runCompleted.detailType, at: ended.endedAt, data: ended };
  return { ...foldOnto(known, ended.runId, [heard]), report: reportKeysOf(ended.runId) };
}

export function reportKeysOf(runId: string): { html: string; json: string; csv: string } {
  return { html: reportKeyOf(runId, 'html'), json: reportKeyOf(runId, 'json'), csv: reportKeyOf(runId, 'csv') };
}

/** The page last: whoever finds it finds the other two. */
export async function publishReport(objects: ObjectStore, report: Report): Promise<void> {
  const keys = reportKeysOf(report.run.runId);
  await objects.publish(keys.csv, reportCsv(report), 'text/csv; charset=utf-8');
  await objects.publish(keys.json, reportJson(report), 'application/json');
  await objects.publish(keys.html, reportHtml(report), 'text/html; charset=utf-8');
}
