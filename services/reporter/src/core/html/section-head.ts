import type { Identity } from '#shared/events/scalars.ts';
import type { RunReadModel, WaveReadModel } from '#shared/domain/read-model.ts';
import { showDuration, showTime } from '#shared/domain/show-time.ts';
import { countByAttention } from '../report/attention.ts';
import type { Report } from '../report/report.ts';
import { html, nothing, type Markup } from './markup.ts';

export function head({ run, summary, verdict, warnings }: Report): Markup {
  const reason = summary.reason === undefined ? nothing : html`<p>${sentence(summary.reason)}</p>`;
  return html`
<header>
<p class="kicker">Patch report</p>
<h1>${run.policyName ?? 'Run'} <span class="status">${summary.status}</span></h1>
<p class="verdict">${verdict}</p>
${reason}
${warnings.map((warning) => html`<p class="warning" role="alert">${warning}</p>`)}
</header>`;
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

export function keyFigures({ summary, notPlanned }: Report): Markup {
  const { planned, outcomes } = summary.totals;
  const counts = countByAttention(outcomes);
  const { accepted, throttled } = summary.commands;
  const left = notPlanned.reduce((sum, { instances }) => sum + instances, 0);
  const figures: [string | number, string][] = [
    [percent(counts.done, planned), 'compliant'],
    [planned, 'instances planned'],
    [counts.person, 'in need of a person'],
    [counts.reboot, 'waiting for a reboot'],
    [counts['another run'], 'not patched this time'],
    [left, 'left out of the plan'],
    [accepted, `${accepted === 1 ? 'command' : 'commands'}${throttled === 0 ? '' : `, ${throttled} throttled`}`],
  ];
  return html`<div class="figures">${figures.map(([value, label]) => html`<div class="figure"><b>${value}</b><span>${label}</span></div>`)}</div>`;
}

/** Rounded down, so that "100 %" is said only of all. */
function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.floor((part / whole) * 1000) / 10} %`;
}

export function facts({ run }: Report): Markup {
  const started = run.startedAt ?? run.acceptedAt;
  const rows: [string, Markup | undefined][] = [
    ['Run', html`<code>${run.runId}</code>`],
    ['Started', started === undefined ? undefined : html`${showTime(started)}`],
    ['Ended', endOf(run, started)],
    ['Requested by', run.requestedBy === undefined ? undefined : html`${person(run.requestedBy)}`],
    ...run.waves.map((wave): [string, Markup | undefined] => [`Approval of ${wave.name}`, approvalOf(wave)]),
    ['Stopped by', controlOf(run)],
    ['Plan hash', run.planHash === undefined ? undefined : html`<code>${run.planHash}</code>`],
  ];
  return html`<dl>${rows.flatMap(([name, value]) => (value === undefined ? [] : [html`<dt>${name}</dt><dd>${value}</dd>`]))}</dl>`;
}

function endOf({ endedAt }: RunReadModel, started: number | undefined): Markup | undefined {
  if (endedAt === undefined) return undefined;
  const length = started === undefined ? '' : ` (${showDuration(endedAt - started)})`;
  return html`${showTime(endedAt)}${length}`;
}

function approvalOf({ approval }: WaveReadModel): Markup | undefined {
  if (approval === undefined) return undefined;
  const by = (approval.by ?? []).map(person).join(', ');
  const why = approval.reason === undefined || approval.reason === '' ? '' : `: ${approval.reason}`;
  return html`${approval.state}${by === '' ? '' : ` by ${by}`}, ${showTime(approval.at)}${why}`;
}

/** Only what is left standing at the end: a pause that was lifted is history. */
function controlOf({ control }: RunReadModel): Markup | undefined {
  if (control === undefined || control.state === 'Running') return undefined;
  return html`${person(control.by)}, ${showTime(control.at)}: ${control.reason}`;
}

function person({ id, kind }: Identity): string {
  return `${id} (${kind})`;
}
