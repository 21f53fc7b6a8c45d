import type { Attention } from '../report/attention.ts';
import { breakDown } from '../report/breakdown.ts';
import type { Report } from '../report/report.ts';
import type { ReportRow } from '../report/report-row.ts';
import { troublesOf, type Trouble } from '../report/trouble.ts';
import { html, nothing, type Markup } from './markup.ts';
import { labelOf } from './outcome-bar.ts';

/** Lines under one cause; the rest is in the CSV. */
const LISTED_MAX = 25;

const titles: readonly [Attention, string][] = [
  ['person', 'Needs a person'],
  ['reboot', 'Waits for a reboot'],
  ['another run', 'Not patched this time'],
];

export function troubles({ rows }: Report): Markup {
  const all = troublesOf(rows);
  return html`${titles.map(([attention, title]) => section(title, all.filter((trouble) => trouble.attention === attention)))}`;
}

function section(title: string, some: readonly Trouble[]): Markup {
  if (some.length === 0) return nothing;
  return html`<section><h2>${title}</h2>${some.map(card)}</section>`;
}

function card({ outcome, attention, words, next, rows }: Trouble): Markup {
  return html`
<div class="trouble"><h3>${rows.length} ${labelOf(outcome)}: ${words}</h3><p class="next">${next}</p>
${attention === 'another run' ? places(rows) : named(rows)}</div>`;
}

function named(rows: readonly ReportRow[]): Markup {
  return html`<div class="scroll"><table><thead><tr><th>Instance</th><th>Name</th><th>Account</th><th>Region</th><th>Wave</th><th class="number">Attempts</th><th class="number">Exit code</th></tr></thead>
<tbody>${rows.slice(0, LISTED_MAX).map(line)}</tbody></table></div>${more(rows.length)}`;
}

/** Nothing is wrong with these instances one by one: it is enough to know where they are. */
function places(rows: readonly ReportRow[]): Markup {
  const shares = breakDown(rows, ({ accountId, region, wave }) => `${accountId}/${region}/${wave}`);
  const lines = shares.slice(0, LISTED_MAX).map(({ label, planned }) => {
    const cells = label.split('/').map((text) => html`<td>${text}</td>`);
    return html`<tr>${cells}<td class="number">${planned}</td></tr>`;
  });
  return html`<div class="scroll"><table><thead><tr><th>Account</th><th>Region</th><th>Wave</th><th class="number">Instances</th></tr></thead>
<tbody>${lines}</tbody></table></div>${more(shares.length)}`;
}

function more(count: number): Markup {
  return count > LISTED_MAX ? html`<p class="soft">and ${count - LISTED_MAX} more in the CSV.</p>` : nothing;
}

function line({ instanceId, name = '', accountId, region, wave, attempts, exitCode }: ReportRow): Markup {
  return html`<tr><td><code>${instanceId}</code></td><td class="text">${name}</td><td>${accountId}</td><td>${region}</td><td>${wave}</td><td class="number">${attempts}</td><td class="number">${exitCode ?? ''}</td></tr>`;
}
