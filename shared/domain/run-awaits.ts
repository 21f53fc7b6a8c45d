import { countBits } from './bitmap.ts';
import { progressOf } from './live-outcomes.ts';
import { votesOf, type RunReadModel, type WaveProgress, type WaveReadModel } from './read-model.ts';
import { reasonOfEnd } from './reason-of-end.ts';
import { describeHoldShortly, holdOf, holdsNow, unlistedHolds } from './run-holds.ts';
import { showDuration, showTime } from './show-time.ts';
import { hasRunEnded, hasWaveEnded } from './status.ts';

/** What is awaited now, and why: one sentence each, the most urgent first, never none. */
export function awaits(run: RunReadModel, progress: readonly WaveProgress[], now: number): string[] {
  if (hasRunEnded(run.status)) return [afterEnd(run)];
  const holds = holdsNow(run, progress, now);
  const waves = run.waves.flatMap((wave) => {
    // A run that was halted starts nothing more.
    if (run.halt !== undefined && wave.startedAt === undefined) return [];
    const sentence = ofWave(wave, progressOf(progress, wave.name), now);
    const held = holds.filter(({ wave: of, what }) => of === wave.name && what !== 'wave').map(describeHoldShortly);
    return sentence === undefined ? held : [[sentence, ...held].join(' ')];
  });
  const sentences = [...ofControl(run), ...waves];
  return sentences.length > 0 ? sentences : [beforeWaves(run, now)];
}

function afterEnd(run: RunReadModel): string {
  const reason = reasonOfEnd(run);
  const because = reason === undefined ? '' : `: ${reason}`;
  if (run.report !== undefined) return `Nothing: the run has ended as ${run.status}${because}. Its report is ready.`;
  if (run.status === 'Rejected' && run.planHash === undefined) return `Nothing: the request was refused${because}.`;
  return `The report: the run has ended as ${run.status}${because}.`;
}

function beforeWaves(run: RunReadModel, now: number): string {
  const since = showDuration(now - run.lastFactAt);
  if (run.acceptedAt === undefined) return `The planner's answer to the request; the last news is ${since} old.`;
  if (run.planHash === undefined) return `The plan: the targets' instances are being listed; the last news is ${since} old.`;
  const next = run.waves.length > 0 && run.waves.every(({ status }) => hasWaveEnded(status)) ? "The planner's closing word" : 'The start of the first wave';
  return `${next}; the last news is ${since} old.`;
}

function ofControl({ control, halt, runId }: RunReadModel): string[] {
  if (halt !== undefined && control?.state !== 'Aborted') return [`The end of what is in flight: the run was halted (${halt.reason}).`];
  if (control?.state === 'Paused') {
    return [`A person: ${control.by.id} paused the run (${control.reason}). "patchwave run resume ${runId} --reason TEXT" lets it go on.`];
  }
  if (control?.state === 'Aborted') return [`The end of what is in flight: ${control.by.id} aborted the run (${control.reason}).`];
  return [];
}

function ofWave(wave: WaveReadModel, progress: WaveProgress | undefined, now: number): string | undefined {
  if (isWindingDown(wave)) return `Wave ${wave.name} is halted: its targets in flight are followed to their end (${targetsOf(wave, progress)}).`;
  if (hasWaveEnded(wave.status) || wave.status === 'Pending') return undefined;
  if (wave.status === 'AwaitingApproval') return ofApproval(wave);
  if (wave.status === 'Running') return ofRunning(wave, progress, now);
  return ofHold(wave);
}

/** Halted, but not every target has ended yet. */
function isWindingDown({ status, ending, finalStatus }: WaveReadModel): boolean {
  return status === 'Halted' && ending === undefined && finalStatus === undefined;
}

function ofApproval({ name, approval, planned }: WaveReadModel): string {
  const { quorum = 1, expiresAt } = approval ?? {};
  const votes = approval === undefined ? 0 : votesOf(approval).length;
  const people = quorum === 1 ? 'one person' : `${quorum} people`;
  const until = expiresAt === undefined ? '' : ` until ${showTime(expiresAt)}`;
  const soFar = votes === 0 ? '' : ` (${votes} of ${quorum} votes so far)`;
  return `Wave ${name} waits for ${people} to approve its ${planned ?? 0} instances${until}${soFar}.`;
}

function ofRunning(wave: WaveReadModel, progress: WaveProgress | undefined, now: number): string {
  const news = progress === undefined ? '' : `; the last news is ${showDuration(now - progress.lastFactAt)} old`;
  const errors = progress?.errors === undefined ? '' : `, ${progress.errors.errors} errors so far`;
  const unlisted = progress === undefined ? 0 : unlistedHolds(progress);
  const more = unlisted === 0 ? '' : ` ${unlisted} more targets are held.`;
  return `Wave ${wave.name} is being patched: ${targetsOf(wave, progress)}${errors}${news}.${more}`;
}

function targetsOf({ targets }: WaveReadModel, progress: WaveProgress | undefined): string {
  const done = countBits(progress?.completed ?? '');
  const started = countBits(progress?.admitted ?? '');
  return `${done} of ${targets ?? started} targets done, ${Math.max(0, started - done)} in work`;
}

/** Waiting or Baking. A hold is of the time before the start: it says nothing of a wave that bakes. */
function ofHold(wave: WaveReadModel): string {
  const { name, status } = wave;
  if (status === 'Baking') return `Wave ${name} is done and watched before it counts as passed.`;
  const hold = holdOf(wave);
  const until = hold?.until === undefined ? '' : ` until ${showTime(hold.until)}`;
  const why = hold === undefined || hold.detail === '' ? '' : `: ${hold.detail}`;
  return `Wave ${name} waits for its start${until}${why}.`;
}
