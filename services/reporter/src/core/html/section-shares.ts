import { breakDown, worstFirst, type Share } from '../report/breakdown.ts';
import type { Report } from '../report/report.ts';
import { html, nothing, type Markup } from './markup.ts';
import { inWords, outcomeBar } from './outcome-bar.ts';

/** More would push the failures out of sight; the rest is in the CSV. */
const SHOWN_MAX = 40;

export function accounts({ rows }: Report): Markup {
  return shares('Accounts', 'Account', worstFirst(breakDown(rows, ({ accountId }) => accountId)));
}

export function regions({ rows }: Report): Markup {
  return shares('Regions', 'Region', worstFirst(breakDown(rows, ({ region }) => region)));
}

export function platforms({ rows }: Report): Markup {
  return shares('Platforms', 'Platform', worstFirst(breakDown(rows, ({ platform }) => platform)));
}

function shares(title: string, column: string, all: readonly Share[]): Markup {
  if (all.length === 0) return nothing;
  const rows = all.slice(0, SHOWN_MAX).map(
    ({ label, planned, outcomes }) =>
      html`<tr><td>${label}</td><td class="number">${planned}</td><td class="bar">${outcomeBar(outcomes)}</td><td class="text">${inWords(outcomes)}</td></tr>`,
  );
  const hidden = all.length - rows.length;
  const more = hidden > 0 ? html`<p class="soft">${hidden} more, each with no more open instances than these, are in the CSV.</p>` : nothing;
  return html`
<section><h2>${title}</h2>
<div class="scroll"><table><thead><tr><th>${column}</th><th class="number">Planned</th><th>Outcomes</th><th></th></tr></thead><tbody>${rows}</tbody></table></div>
${more}</section>`;
}
