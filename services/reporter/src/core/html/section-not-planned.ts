import type { NotPlanned } from '#shared/domain/plan.ts';
import type { Report } from '../report/report.ts';
import { html, nothing, type Markup } from './markup.ts';

const words: Record<NotPlanned['reason'], string> = {
  Unmanaged: 'No SSM agent reports to this account',
  Stopped: 'Stopped when the plan was made',
  Excluded: 'Excluded by the policy',
  TargetUnreachable: 'The account or region could not be read, so nobody knows how many',
};

const SHOWN_MAX = 60;

export function leftOut({ notPlanned }: Report): Markup {
  if (notPlanned.length === 0) return nothing;
  const rows = notPlanned.slice(0, SHOWN_MAX).map(
    ({ reason, accountId, region, instances, detail = '' }) => html`
<tr><td>${accountId}</td><td>${region}</td><td class="number">${reason === 'TargetUnreachable' ? '?' : instances}</td><td class="text">${words[reason]}${detail === '' ? '' : ` (${detail})`}</td></tr>`,
  );
  const hidden = notPlanned.length - rows.length;
  return html`
<section><h2>Left out of the plan</h2>
<div class="scroll"><table><thead><tr><th>Account</th><th>Region</th><th class="number">Instances</th><th>Reason</th></tr></thead><tbody>${rows}</tbody></table></div>
${hidden > 0 ? html`<p class="soft">${hidden} more are in the JSON report.</p>` : nothing}</section>`;
}
