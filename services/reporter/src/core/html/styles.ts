import type { Outcome } from '#shared/domain/outcomes.ts';
import { outcomes } from '#shared/domain/outcomes.ts';

/**
 * Okabe and Ito's palette, told apart by people with any colour blindness, with two hues of Paul Tol's. Colour never
 * speaks alone: each bar has its counts in words beside it.
 */
const colours: Record<Outcome, string> = {
  Compliant: '#009e73',
  PendingReboot: '#56b4e9',
  NonCompliant: '#e69f00',
  Failed: '#d55e00',
  TimedOut: '#cc79a7',
  Unreachable: '#6f63bb',
  LostAfterReboot: '#882255',
  Deferred: '#f0e442',
  Skipped: '#a9a9a9',
};

export function fillOf(outcome: Outcome): string {
  return `fill-${outcome}`;
}

const fills = outcomes.map((outcome) => `.${fillOf(outcome)}{fill:${colours[outcome]};background:${colours[outcome]}}`).join('\n');

export const styles = `
:root{color-scheme:light dark;--paper:#fff;--panel:#f5f6f8;--ink:#1b1f24;--soft:#59636e;--line:#d5dae0;--warn:#fff4d6;--warn-line:#d9a300;--bake:#c3cad2}
@media (prefers-color-scheme:dark){:root{--paper:#14171b;--panel:#1d2228;--ink:#e8ebef;--soft:#a0aab5;--line:#343b44;--warn:#3a3010;--warn-line:#b98d00;--bake:#4a535e}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{max-width:1080px;margin:0 auto;padding:32px 24px 64px}
h1{font-size:28px;line-height:1.2;margin:0 0 4px}
h2{font-size:19px;margin:40px 0 12px;padding-bottom:6px;border-bottom:1px solid var(--line)}
h3{font-size:16px;margin:0 0 4px}
p{margin:0 0 8px}
code{font:12.5px/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.kicker{color:var(--soft);font-size:13px;letter-spacing:.04em;text-transform:uppercase;margin:0 0 4px}
.verdict{font-size:19px;margin:12px 0 20px}
.status{display:inline-block;border:1.5px solid currentColor;border-radius:999px;padding:1px 12px;font-size:14px;font-weight:600;vertical-align:middle;margin-left:8px}
.soft{color:var(--soft)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(125px,1fr));gap:12px;margin:0 0 20px}
.figure{background:var(--panel);border-radius:8px;padding:12px 16px}
.figure b{display:block;font-size:26px;line-height:1.2;font-variant-numeric:tabular-nums}
.figure span{color:var(--soft);font-size:13px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:0}
dt{color:var(--soft)}dd{margin:0}
.warning{background:var(--warn);border-left:4px solid var(--warn-line);padding:10px 14px;margin:0 0 8px;border-radius:4px}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600;font-size:13px}
td{white-space:nowrap}
td.text{min-width:130px;white-space:normal;overflow-wrap:anywhere}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.bar{width:34%;min-width:160px}.bar.wide{width:100%}
.bar svg{display:block;width:100%;height:16px;margin-top:3px;border-radius:3px}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:8px 0 14px;padding:0;list-style:none;font-size:14px}
.swatch{display:inline-block;width:12px;height:12px;border-radius:3px;margin-right:6px;vertical-align:-1px}
.timeline{display:block;width:100%;height:auto;margin-top:18px;font-size:12px}
.timeline text{fill:var(--ink)}.timeline .tick{fill:var(--soft)}.timeline line{stroke:var(--line)}
.timeline .run{fill:#0072b2}.timeline .bake{fill:var(--bake)}
.key{display:inline-block;width:22px;height:10px;border-radius:3px;margin:0 6px 0 0}.key.run{background:#0072b2}.key.bake{background:var(--bake)}
.trouble{background:var(--panel);border-radius:8px;padding:14px 16px 6px;margin:0 0 14px}
.trouble table{margin-top:8px}
.trouble .next::before{content:"Next step: ";font-weight:600}
.scroll{overflow-x:auto}
details{margin-top:8px}summary{cursor:pointer;padding:6px 0;font-weight:600}
footer{margin-top:48px;color:var(--soft);font-size:13px}
@media print{main{max-width:none;padding:0}body{font-size:11px}.figure,.trouble,tr{break-inside:avoid}h2{break-after:avoid}svg,.swatch,.key,.figure,.trouble{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
${fills}
`;
