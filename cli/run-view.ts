import { awaits } from '#shared/domain/run-awaits.ts';
import { summaryOf, type RunSummary } from '#shared/domain/run-summary.ts';
import { outcomes } from '#shared/domain/outcomes.ts';
import type { RunReadModel } from '#shared/domain/read-model.ts';
import type { OutcomeCounts } from '#shared/events/scalars.ts';
import type { Hub } from './hub/hub.ts';
import { table } from './table.ts';

/** All that is shown of one run, read at one time. */
export interface RunView {
  summary: RunSummary;
  awaited: string[];
}

export async function viewRun(hub: Hub, run: RunReadModel): Promise<RunView> {
  const [progress, manifest, now] = await Promise.all([hub.progressOf(run), hub.manifestOf(run), hub.now()]);
  return { summary: summaryOf(run, { progress, notPlanned: manifest?.notPlanned ?? [] }), awaited: awaits(run, progress, now) };
}

export function describeRun({ summary, awaited }: RunView): string {
  const lines = [
    `Run ${summary.runId}`,
    `Status ${summary.status}${summary.reason === undefined ? '' : `: ${summary.reason}`}`,
    ...(summary.policyName === undefined ? [] : [`Policy ${summary.policyName}`]),
    ...(summary.planHash === undefined ? [] : [`Plan   ${summary.planHash.slice(0, 16)}`]),
    '',
    ...(summary.waves.length === 0 ? [] : [waveTable(summary), '']),
    ...describeNotPlanned(summary),
    'Awaited:',
    ...awaited.map((sentence) => `  ${sentence}`),
  ];
  return lines.join('\n');
}

function waveTable({ waves, totals }: RunSummary): string {
  const shown = outcomes.filter((outcome) => (totals.outcomes[outcome] ?? 0) > 0);
  const counts = (of: OutcomeCounts) => shown.map((outcome) => of[outcome] ?? 0);
  return table(
    ['wave', 'status', 'planned', ...shown],
    [...waves.map(({ name, status, planned, outcomes: of }) => [name, status, planned, ...counts(of)]), ['total', '', totals.planned, ...counts(totals.outcomes)]],
  );
}

function describeNotPlanned({ notPlanned }: RunSummary): string[] {
  if (notPlanned.length === 0) return [];
  const rows = notPlanned.map(({ reason, accountId, region, instances }) => [reason, accountId, region, reason === 'TargetUnreachable' ? 'unknown' : instances]);
  return ['Not planned:', table(['reason', 'account', 'region', 'instances'], rows), ''];
}
