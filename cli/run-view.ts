import { awaits } from '#shared/domain/run-awaits.ts';
import { holdsNow, type RunHold } from '#shared/domain/run-holds.ts';
import { summaryOf, type RunSummary } from '#shared/domain/run-summary.ts';
import { sumOfOutcomes } from '#shared/domain/outcome-counts.ts';
import { outcomes } from '#shared/domain/outcomes.ts';
import type { Refusal, RunReadModel } from '#shared/domain/read-model.ts';
import { showTime } from '#shared/domain/show-time.ts';
import type { OutcomeCounts } from '#shared/events/scalars.ts';
import type { Hub } from './hub/hub.ts';
import { attentionLines } from './attention-lines.ts';
import { heldLines } from './held-lines.ts';
import { notPlannedTable } from './not-planned-table.ts';
import { table } from './table.ts';

/** All that is shown of one run, read at one time. */
export interface RunView {
  summary: RunSummary;
  awaited: string[];
  held: readonly RunHold[];
  refusals: readonly Refusal[];
  /** Where a person finds the report, once there is one. */
  reportAt?: string;
  /** The hub's time of the reading, epoch ms. */
  now: number;
}

export async function viewRun(hub: Hub, run: RunReadModel): Promise<RunView> {
  const [progress, manifest, now] = await Promise.all([hub.progressOf(run), hub.manifestOf(run), hub.now()]);
  return {
    summary: summaryOf(run, { progress, notPlanned: manifest?.notPlanned ?? [] }),
    awaited: awaits(run, progress, now),
    held: holdsNow(run, progress, now),
    refusals: run.refusals,
    ...(run.report === undefined ? {} : { reportAt: hub.placeOf(run.report.html) }),
    now,
  };
}

export function describeRun({ summary, awaited, held, refusals, reportAt }: RunView): string {
  const sections = [
    describeHead(summary, reportAt),
    ...(summary.waves.length === 0 ? [] : [waveTable(summary)]),
    ...(summary.notPlanned.length === 0 ? [] : [notPlannedTable(summary.notPlanned)]),
    ...section('Needs attention', attentionLines(summary.attention)),
    ...section('Held', heldLines(held)),
    ...(refusals.length === 0 ? [] : [describeRefusals(refusals)]),
    `Awaited:\n${awaited.map((sentence) => `  ${sentence}`).join('\n')}`,
  ];
  return sections.join('\n\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:\n${lines.map((line) => `  ${line}`).join('\n')}`];
}

/** One line that stays the same until something happens: no ages in it. */
export function newsOf({ summary, held, now }: RunView): { line: string; key: string } {
  const waves = summary.waves.map(({ name, status, planned, outcomes: of }) => `${name} ${status} ${String(sumOfOutcomes(of))}/${String(planned)}`);
  const reasons = [...new Set(held.map(({ wave, reason }) => `${wave} held: ${reason}`))];
  const key = [summary.status, ...waves, ...reasons].join(' | ');
  return { key, line: `${showTime(now)}  ${key}` };
}

function describeHead({ runId, status, reason, policyName, planHash }: RunSummary, reportAt: string | undefined): string {
  const because = reason === undefined ? '' : `: ${reason}`;
  return [
    `Run     ${runId}`,
    `Status  ${status}${because}`,
    ...(policyName === undefined ? [] : [`Policy  ${policyName}`]),
    ...(planHash === undefined ? [] : [`Plan    ${planHash.slice(0, 16)}`]),
    ...(reportAt === undefined ? [] : [`Report  ${reportAt}`]),
  ].join('\n');
}

/** Errors are shown only where some were told of: they are what the waves' own bounds count. */
function waveTable({ waves, totals }: RunSummary): string {
  const shown = outcomes.filter((outcome) => (totals.outcomes[outcome] ?? 0) > 0);
  const counts = (of: OutcomeCounts) => shown.map((outcome) => of[outcome] ?? 0);
  const hasErrors = waves.some(({ errors }) => errors !== undefined);
  const errorsCell = (errors: number) => (hasErrors ? [errors] : []);
  return table(
    ['wave', 'status', 'planned', ...shown, ...(hasErrors ? ['errors'] : [])],
    [
      ...waves.map(({ name, status, planned, outcomes: of, errors = 0 }) => [name, status, planned, ...counts(of), ...errorsCell(errors)]),
      ['total', '', totals.planned, ...counts(totals.outcomes), ...errorsCell(waves.reduce((sum, { errors = 0 }) => sum + errors, 0))],
    ],
  );
}

function describeRefusals(refusals: readonly Refusal[]): string {
  const lines = refusals.map(({ what, by, reason, at }) => `  ${showTime(at)}  ${what} by ${by.id}: ${reason}`);
  return `Refused:\n${lines.join('\n')}`;
}
