import { attentionNext, attentionTitle, type Attention } from '#shared/domain/attention.ts';
import { showTime } from '#shared/domain/show-time.ts';
import type { Report } from '../report/report.ts';
import { html, nothing, type Markup } from './markup.ts';

/** What called for a person while the run went on, and at its end. */
export function attention({ run }: Report): Markup {
  const { attention: all = [] } = run;
  if (all.length === 0) return nothing;
  return html`
<section><h2>Needs attention</h2>${all.map(card)}</section>`;
}

function card(one: Attention): Markup {
  const { subject, reason, detail, at } = one;
  const why = reason === undefined ? '' : ` (${reason})`;
  return html`
<div class="trouble"><h3>${attentionTitle(one)}: ${subject}${why}</h3><p>${detail} <span class="soft">${showTime(at)}</span></p><p class="next">${attentionNext(one)}</p></div>`;
}
