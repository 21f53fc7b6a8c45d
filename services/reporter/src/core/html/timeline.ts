import type { RunReadModel } from '#shared/domain/read-model.ts';
import { showDuration, showTime } from '#shared/domain/show-time.ts';
import { html, nothing, type Markup } from './markup.ts';

const WIDTH = 1000;
const LEFT = 170;
const RIGHT = 40;
const ROW = 26;
const TICKS = 4;

interface Span {
  from: number;
  to: number;
}

interface StartedWave {
  name: string;
  startedAt: number;
  /** When its last target ended; the end of the run where nobody said so. */
  patchedUntil: number;
  /** When it had baked; `patchedUntil` where it did not. */
  watchedUntil: number;
}

/** When each wave was patched and how long it baked. Waves that never started have no row. */
export function timeline(run: RunReadModel): Markup {
  const waves = startedWaves(run);
  const span = {
    from: Math.min(run.startedAt ?? Infinity, ...waves.map(({ startedAt }) => startedAt)),
    to: Math.max(run.endedAt ?? 0, ...waves.map(({ watchedUntil }) => watchedUntil)),
  };
  if (waves.length === 0 || span.to <= span.from) return nothing;
  const height = waves.length * ROW + 30;
  const xOf = (time: number): number => LEFT + ((time - span.from) / (span.to - span.from)) * (WIDTH - LEFT - RIGHT);
  return html`
<svg class="timeline" role="img" aria-label="Timeline of the waves" viewBox="0 0 ${WIDTH} ${height}">
${ticks(span, { xOf, height })}
${waves.map((wave, index) => waveRow(wave, { xOf, y: index * ROW + 4 }))}
</svg>
<p class="soft"><span class="key run"></span>patching &nbsp; <span class="key bake"></span>watched afterwards</p>`;
}

function startedWaves(run: RunReadModel): StartedWave[] {
  return run.waves.flatMap(({ name, startedAt, endedAt, passedAt }) => {
    if (startedAt === undefined) return [];
    const patchedUntil = endedAt ?? run.endedAt ?? startedAt;
    return [{ name, startedAt, patchedUntil, watchedUntil: passedAt ?? patchedUntil }];
  });
}

interface Axis {
  xOf: (time: number) => number;
  height: number;
}

function ticks({ from, to }: Span, { xOf, height }: Axis): Markup[] {
  return Array.from({ length: TICKS + 1 }, (_, index) => {
    const time = from + ((to - from) * index) / TICKS;
    const x = xOf(time).toFixed(1);
    const anchor = index === TICKS ? 'end' : 'middle';
    return html`<line x1="${x}" x2="${x}" y1="0" y2="${height - 22}"/><text class="tick" text-anchor="${anchor}" x="${x}" y="${height - 6}">${index === 0 ? showTime(time) : `+${showDuration(roughly(time - from))}`}</text>`;
  });
}

/** Seconds matter only in a run of minutes. */
function roughly(ms: number): number {
  const minute = 60_000;
  return ms < 10 * minute ? ms : Math.round(ms / minute) * minute;
}

interface Row {
  xOf: (time: number) => number;
  y: number;
}

function waveRow({ name, startedAt, patchedUntil, watchedUntil }: StartedWave, { xOf, y }: Row): Markup {
  const start = xOf(startedAt);
  const middle = xOf(patchedUntil);
  const bake = Math.max(0, xOf(watchedUntil) - middle);
  const title = `${name}: ${showTime(startedAt)}, ${showDuration(patchedUntil - startedAt)}`;
  return html`<text x="${LEFT - 12}" y="${y + 13}" text-anchor="end">${name}</text>
<rect class="run" x="${start.toFixed(1)}" y="${y}" width="${Math.max(2, middle - start).toFixed(1)}" height="16" rx="3"><title>${title}</title></rect>
<rect class="bake" x="${middle.toFixed(1)}" y="${y}" width="${bake.toFixed(1)}" height="16" rx="3"><title>${name}: watched</title></rect>`;
}
