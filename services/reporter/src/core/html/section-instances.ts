import type { Report } from '../report/report.ts';
import type { ReportRow } from '../report/report-row.ts';
import { causeWords } from '../report/trouble.ts';
import { html, nothing, type Markup } from './markup.ts';
import { labelOf } from './outcome-bar.ts';

/** A browser and a mail gateway must still take the file. */
const SHOWN_MAX = 2_000;

export function instances({ rows }: Report): Markup {
  if (rows.length === 0) return nothing;
  const shown = Math.min(rows.length, SHOWN_MAX);
  const title = shown === rows.length ? `All ${rows.length} instances` : `The first ${shown} of ${rows.length} instances; the CSV has them all`;
  return html`
<section><h2>Instances</h2>
<details><summary>${title}</summary><div class="scroll"><table><thead><tr><th>Wave</th><th>Account</th><th>Region</th><th>Instance</th><th>Name</th><th>Platform</th><th>Outcome</th><th class="number">Installed</th><th class="number">Missing</th><th class="number">Failed</th></tr></thead>
<tbody>${rows.slice(0, SHOWN_MAX).map(line)}</tbody></table></div></details></section>`;
}

function line(row: ReportRow): Markup {
  const { wave, accountId, region, instanceId, name = '', platform, outcome, cause } = row;
  const why = cause === undefined ? nothing : html`<br><span class="soft">${causeWords(cause)}</span>`;
  const counts = [row.installed, row.missing, row.failed].map((count) => html`<td class="number">${count ?? ''}</td>`);
  return html`<tr><td>${wave}</td><td>${accountId}</td><td>${region}</td><td><code>${instanceId}</code></td><td class="text">${name}</td><td>${platform}</td><td class="text">${labelOf(outcome)}${why}</td>${counts}</tr>`;
}
