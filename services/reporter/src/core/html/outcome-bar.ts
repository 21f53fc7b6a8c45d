import { sumOfOutcomes } from '#shared/domain/outcome-counts.ts';
import { outcomes, type Outcome } from '#shared/domain/outcomes.ts';
import type { OutcomeCounts } from '#shared/events/scalars.ts';
import { html, type Markup } from './markup.ts';
import { fillOf } from './styles.ts';

/** What an outcome is called in running text. */
const labels: Record<Outcome, string> = {
  Compliant: 'compliant',
  PendingReboot: 'waiting for a reboot',
  NonCompliant: 'not compliant',
  Failed: 'failed',
  TimedOut: 'timed out',
  Unreachable: 'unreachable',
  LostAfterReboot: 'lost after reboot',
  Deferred: 'deferred',
  Skipped: 'skipped',
};

/** One instance among thousands must still be seen. */
const WIDTH_MIN = 0.8;

/** A stacked bar in the order of the outcomes; its words say the same to whoever cannot see it. */
export function outcomeBar(counts: OutcomeCounts): Markup {
  const parts = widthsOf(counts);
  let x = 0;
  const rects = parts.map(({ outcome, count, width }) => {
    const rect = html`<rect class="${fillOf(outcome)}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="10"><title>${count} ${labels[outcome]}</title></rect>`;
    x += width;
    return rect;
  });
  return html`<svg role="img" aria-label="${inWords(counts)}" viewBox="0 0 100 10" preserveAspectRatio="none">${rects}</svg>`;
}

function widthsOf(counts: OutcomeCounts): { outcome: Outcome; count: number; width: number }[] {
  const total = sumOfOutcomes(counts);
  const parts = present(counts).map(({ outcome, count }) => ({ outcome, count, width: Math.max(WIDTH_MIN, (count / total) * 100) }));
  const sum = parts.reduce((width, part) => width + part.width, 0);
  return parts.map((part) => ({ ...part, width: (part.width / sum) * 100 }));
}

function present(counts: OutcomeCounts): { outcome: Outcome; count: number }[] {
  return outcomes.map((outcome) => ({ outcome, count: counts[outcome] ?? 0 })).filter(({ count }) => count > 0);
}

/** "594 compliant, 3 failed". */
export function inWords(counts: OutcomeCounts): string {
  const parts = present(counts).map(({ outcome, count }) => `${count} ${labels[outcome]}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

export function legend(counts: OutcomeCounts): Markup {
  const items = present(counts).map(
    ({ outcome, count }) => html`<li><span class="swatch ${fillOf(outcome)}"></span>${count} ${labels[outcome]}</li>`,
  );
  return html`<ul class="legend">${items}</ul>`;
}

export function labelOf(outcome: Outcome): string {
  return labels[outcome];
}
