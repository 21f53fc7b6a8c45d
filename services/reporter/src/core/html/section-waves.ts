import type { WaveReadModel } from '#shared/domain/read-model.ts';
import type { Report } from '../report/report.ts';
import { causeSentence } from './wave-reason.ts';
import { html, nothing, type Markup } from './markup.ts';
import { inWords, outcomeBar } from './outcome-bar.ts';
import { timeline } from './timeline.ts';

export function waves({ run }: Report): Markup {
  if (run.waves.length === 0) return nothing;
  return html`
<section><h2>Waves</h2>
<div class="scroll"><table><thead><tr><th>Wave</th><th>Status</th><th class="number">Planned</th><th>Outcomes</th><th></th></tr></thead><tbody>${run.waves.map(line)}</tbody></table></div>
${timeline(run)}
</section>`;
}

function line(wave: WaveReadModel): Markup {
  const { name, status, planned = 0, outcomes = {} } = wave;
  return html`
<tr><td><strong>${name}</strong></td><td>${status}</td><td class="number">${planned}</td><td class="bar">${outcomeBar(outcomes)}</td><td class="text">${inWords(outcomes)}${causeSentence(wave)}</td></tr>`;
}
