import type { WaveReadModel } from '#shared/domain/read-model.ts';
import { html, nothing, type Markup } from './markup.ts';

/** Why a wave did not go as planned, in small type under its counts. */
export function causeSentence({ halt, reason = '' }: WaveReadModel): Markup {
  if (halt !== undefined) {
    const { accountId, region, errors, errorsAllowed, scope } = halt;
    if (scope === 'wave') return html`<br><span class="soft">${errors} errors in the whole wave, ${errorsAllowed} allowed</span>`;
    return html`<br><span class="soft">${errors} errors in ${accountId} ${region}, ${errorsAllowed} allowed</span>`;
  }
  return reason === '' ? nothing : html`<br><span class="soft">${reason}</span>`;
}
