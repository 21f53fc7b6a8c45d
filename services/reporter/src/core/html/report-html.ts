import type { Report } from '../report/report.ts';
import { html } from './markup.ts';
import { legend, outcomeBar } from './outcome-bar.ts';
import { attention } from './section-attention.ts';
import { facts, head, keyFigures } from './section-head.ts';
import { holds } from './section-holds.ts';
import { instances } from './section-instances.ts';
import { leftOut } from './section-not-planned.ts';
import { accounts, platforms, regions } from './section-shares.ts';
import { troubles } from './section-troubles.ts';
import { waves } from './section-waves.ts';
import { styles } from './styles.ts';

/** One file without scripts or outside parts: it can be mailed, printed and kept. */
export function reportHtml(report: Report): string {
  const { outcomes } = report.summary.totals;
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Patch report: ${report.run.policyName ?? report.run.runId}, ${report.summary.status}</title>
<style>${{ markup: styles }}</style></head>
<body><main>
${head(report)}
${keyFigures(report)}
<div class="bar wide">${outcomeBar(outcomes)}</div>
${legend(outcomes)}
${facts(report)}
${attention(report)}
${waves(report)}
${troubles(report)}
${holds(report)}
${accounts(report)}
${regions(report)}
${platforms(report)}
${leftOut(report)}
${instances(report)}
<footer>Made by Patchwave from the plan, the outcomes and the findings of this run. An instance is compliant only where its command, its patch state and this run agree.</footer>
</main></body></html>
`;
  return page.markup;
}
