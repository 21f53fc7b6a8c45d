import { showDuration, showTime } from '#shared/domain/show-time.ts';
import type { PastHold } from '../report/hold-history.ts';
import type { Report } from '../report/report.ts';
import { html, nothing, type Markup } from './markup.ts';

/** A run that was held more often than this is better read in the JSON. */
const SHOWN_MAX = 60;

/** What did not go on for a while: what, why, from when to when. */
export function holds({ holds: all }: Report): Markup {
  if (all.length === 0) return nothing;
  const hidden = all.length - SHOWN_MAX;
  return html`
<section><h2>Holds</h2>
<div class="scroll"><table><thead><tr><th>Wave</th><th>What was held</th><th>Reason</th><th>From</th><th>Until</th><th class="number">For</th></tr></thead><tbody>${all.slice(0, SHOWN_MAX).map(line)}</tbody></table></div>
${hidden > 0 ? html`<p class="soft">${hidden} more are in the JSON report.</p>` : nothing}</section>`;
}

function line(hold: PastHold): Markup {
  const { wave, reason, detail, from, until } = hold;
  const why = detail === '' ? nothing : html`<br><span class="soft">${detail}</span>`;
  return html`
<tr><td>${wave}</td><td>${whatOf(hold)}</td><td class="text">${reason}${why}</td><td>${showTime(from)}</td><td>${showTime(until)}</td><td class="number">${showDuration(until - from)}</td></tr>`;
}

function whatOf({ what, targets }: PastHold): string {
  if (what === 'wave') return 'its start';
  const which = targets === 1 ? '1 target' : `${String(targets)} targets`;
  return what === 'start' ? `the start of ${which}` : `sending to ${which}`;
}
