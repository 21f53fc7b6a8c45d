import { outcomes } from '#shared/domain/outcomes.ts';
import { sumOfOutcomes } from '#shared/domain/outcome-counts.ts';
import type { RunSummary } from '#shared/domain/run-summary.ts';
import { countBits } from '#shared/domain/bitmap.ts';
import { describeHold, holdsNow } from '#shared/domain/run-holds.ts';
import { showDuration, showTime } from '#shared/domain/show-time.ts';
import type { RunReadModel, WaveProgress } from '#shared/domain/read-model.ts';

export interface Progress {
  run: RunReadModel;
  summary: RunSummary;
  progress: readonly WaveProgress[];
  awaited: readonly string[];
  /** Epoch ms on the scaled clock. */
  now: number;
  /** Real milliseconds since the start. */
  elapsedMs: number;
}

const BAR_CHARACTERS = 28;
/** Those that hold most targets. A wave that waits stands among what is awaited. */
const HOLDS_SHOWN = 3;

/** What a person sees while a run goes on: a line a wave with its bar, the outcomes so far, and what is awaited. */
export function progressLines(view: Progress): string[] {
  const { summary, now, elapsedMs } = view;
  const { planned, outcomes: counts } = summary.totals;
  return [
    `Run ${summary.runId.slice(0, 8)}  ${summary.status}  ${showTime(now)} on the fleet's clock  ${showDuration(elapsedMs)} on yours`,
    ...summary.waves.map((wave) => waveLine(wave, view)),
    `  ${'all'.padEnd(12)} ${bar(sumOfOutcomes(counts), planned)} ${String(sumOfOutcomes(counts)).padStart(5)} / ${String(planned)} instances  ${describeOutcomes(counts)}`,
    `  ${expectedEnd(view)}`,
    ...holdsNow(view.run, view.progress, now).filter(({ what }) => what !== 'wave').slice(0, HOLDS_SHOWN).map((hold) => `  held: ${describeHold(hold)}`),
    ...view.awaited.slice(0, 3).map((sentence) => `  ${sentence}`),
  ];
}

function waveLine({ name, status, planned, outcomes: counts }: RunSummary['waves'][number], { run, progress }: Progress): string {
  const targets = run.waves.find((wave) => wave.name === name)?.targets;
  const done = countBits(progress.find((one) => one.wave === name)?.completed ?? '');
  const ended = sumOfOutcomes(counts);
  const shown = targets === undefined ? '' : `  ${String(done)} / ${String(targets)} targets`;
  return `  ${name.slice(0, 12).padEnd(12)} ${bar(ended, planned)} ${String(ended).padStart(5)} / ${String(planned)}  ${status}${shown}`;
}

function bar(done: number, all: number): string {
  const filled = all === 0 ? 0 : Math.round((done / all) * BAR_CHARACTERS);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_CHARACTERS - filled)}`;
}

export function describeOutcomes(counts: RunSummary['totals']['outcomes']): string {
  return outcomes.flatMap((outcome) => ((counts[outcome] ?? 0) > 0 ? [`${String(counts[outcome])} ${outcome}`] : [])).join(', ');
}

/** By the pace so far; the first tenth of a run says too little about the rest. */
function expectedEnd({ run, summary, now }: Progress): string {
  const { planned, outcomes: counts } = summary.totals;
  const done = sumOfOutcomes(counts);
  const startedAt = run.waves.find((wave) => wave.startedAt !== undefined)?.startedAt;
  if (startedAt === undefined || planned === 0 || done < planned / 10) return 'expected end: not known yet';
  const remainingMs = ((now - startedAt) / done) * (planned - done);
  return `expected end: about ${showTime(now + remainingMs)}, in ${showDuration(remainingMs)}`;
}
