import type { ObjectStore } from '#shared/choreography/object-store.ts';
import { runReadKeyOf, waveReadKeyOf, type RunReadModel, type WaveProgress } from '#shared/domain/read-model.ts';
import type { Attention } from '#shared/domain/attention.ts';
import { reportKeyOf } from '#shared/domain/run-objects.ts';
import { runCompleted } from '#shared/events/run-completed.ts';
import { keepAttention } from '../core/attention/keep-attention.ts';
import { raisedByRows } from '../core/attention/raised-by-rows.ts';
import { raisedByRun } from '../core/attention/raised-by-run.ts';
import { reportHtml } from '../core/html/report-html.ts';
import { foldOnto } from '../core/reading/fold-run.ts';
import { differences } from '../core/report/adds-up.ts';
import { composeReport, type Report } from '../core/report/report.ts';
import { reportCsv } from '../core/report/report-csv.ts';
import { reportJson } from '../core/report/report-json.ts';
import type { RunEnded } from '../core/report/run-ended.ts';
import { gatherRows } from './gather-rows.ts';
import { inParallel } from './in-parallel.ts';
import type { ReadModels } from './read-models.ts';

export interface BuildEffects {
  objects: ObjectStore;
  /** Who approved, when each wave ran, what was held. The report stands without them, and shows less. */
  runs: ReadModels['runs'];
  progress: ReadModels['progress'];
}

interface Built {
  report: Report;
  /** The rows are the sums that the planner gave. */
  addsUp: boolean;
}

export async function buildReport(effects: BuildEffects, ended: RunEnded): Promise<Built> {
  const { rows, notPlanned } = await gatherRows(effects.objects, ended);
  const found = differences(ended, rows);
  const known = await effects.runs.items.load(runReadKeyOf(ended.runId));
  const run = withEnding(known?.state, ended, raisedByRows(rows, ended.endedAt));
  const progress = await progressOf(effects, run);
  return { report: composeReport({ run, progress, rows, notPlanned, differences: found }), addsUp: found.length === 0 };
}

/** The read model may not have heard the closing word yet. */
function withEnding(known: RunReadModel | undefined, ended: RunEnded, raised: readonly Attention[]): RunReadModel {
  const facts = [{ detailType: runCompleted.detailType, at: ended.endedAt, data: ended }];
  const { run } = keepAttention(foldOnto(known, ended.runId, facts), [...raisedByRun(facts), ...raised], ended.endedAt);
  return { ...run, report: reportKeysOf(ended.runId) };
}

async function progressOf({ progress }: BuildEffects, { runId, waves }: RunReadModel): Promise<WaveProgress[]> {
  const items = await inParallel(waves, ({ name }) => progress.items.load(waveReadKeyOf(runId, name)));
  return items.flatMap((item) => (item === undefined ? [] : [item.state]));
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
