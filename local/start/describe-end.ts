import { outcomes } from '#shared/domain/outcomes.ts';
import { showDuration } from '#shared/domain/show-time.ts';
import { notPlannedTable } from '#cli/not-planned-table.ts';
import { table } from '#cli/table.ts';
import type { FinalSummary } from './final-summary.ts';

/** The last thing a person sees: what came out, in which wave, what was left out, and where the report is. */
export function describeEnd(summary: FinalSummary, elapsedMs: number): string {
  const { totals, commands } = summary;
  const shown = outcomes.filter((outcome) => (totals.outcomes[outcome] ?? 0) > 0);
  const waves = summary.waves.map(({ name, status, planned, outcomes: counts }) => [name, status, planned, ...shown.map((outcome) => counts[outcome] ?? 0)]);
  const sums = ['total', summary.status, totals.planned, ...shown.map((outcome) => totals.outcomes[outcome] ?? 0)];
  return [
    '',
    `Run ${summary.runId}: ${summary.status}${summary.reason === undefined ? '' : ` (${summary.reason})`}`,
    '',
    table(['wave', 'status', 'planned', ...shown], [...waves, sums]),
    ...(summary.notPlanned.length === 0 ? [] : ['', notPlannedTable(summary.notPlanned)]),
    '',
    `${String(commands.planned)} commands planned, ${String(commands.accepted)} accepted by SSM, ${String(commands.throttled)} throttled.`,
    `${fleetTime(summary)}${showDuration(elapsedMs)} here, ${String(summary.peakMemoryMiB)} MiB of memory at most.`,
    summary.report === undefined ? 'No report: there was no plan.' : `Report: ${summary.report.html}`,
  ].join('\n');
}

function fleetTime({ startedAt, endedAt }: FinalSummary): string {
  if (startedAt === undefined || endedAt === undefined) return '';
  return `${showDuration(Date.parse(endedAt) - Date.parse(startedAt))} on the fleet's clock, `;
}
