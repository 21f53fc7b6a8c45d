import { countBits } from './bitmap.ts';
import { progressOf } from './live-outcomes.ts';
import type { RunReadModel, WaveHold, WaveProgress, WaveReadModel } from './read-model.ts';
import { showTime } from './show-time.ts';
import { hasRunEnded } from './status.ts';
import { standingHolds, type StandingHold } from './target-holds.ts';

/** What does not go on now, for one reason: a wave that waits for its start, or targets of a wave at work. */
export interface RunHold {
  wave: string;
  what: 'wave' | 'start' | 'sending';
  reason: string;
  /** Of the target that was held first. */
  detail: string;
  /** Epoch ms. */
  since: number;
  /** When it is looked at again, where that is known and still to come: the earliest. */
  until?: number;
  /** How many targets; 0 for a wave. */
  targets: number;
  /** The first few of them. */
  places: readonly { accountId: string; region: string }[];
}

const PLACES_SHOWN = 5;

/** All that is held now, in the order of the waves; what holds most targets first. */
export function holdsNow(run: RunReadModel, progress: readonly WaveProgress[], now: number): RunHold[] {
  if (hasRunEnded(run.status)) return [];
  return run.waves.flatMap((wave) => [...ofWave(wave, now), ...ofTargets(wave, progressOf(progress, wave.name), now)]);
}

/** What the planner waits for before it starts the wave; the last it said. */
export function holdOf({ holds }: Pick<WaveReadModel, 'holds'>): WaveHold | undefined {
  return holds?.at(-1);
}

/** How many targets are held beside those that the model has room for. */
export function unlistedHolds({ unlisted = '' }: Pick<WaveProgress, 'unlisted'>): number {
  return countBits(unlisted);
}

function ofWave(wave: WaveReadModel, now: number): RunHold[] {
  const hold = holdOf(wave);
  if (hold === undefined || (wave.status !== 'Waiting' && wave.status !== 'AwaitingApproval')) return [];
  const { reason, detail, at, until } = hold;
  return [{ wave: wave.name, what: 'wave', reason, detail, since: at, ...nextLook([until], now), targets: 0, places: [] }];
}

/** A target that never started stays held in what was heard of it: the end of its wave ends that. */
function ofTargets(wave: WaveReadModel, progress: WaveProgress | undefined, now: number): RunHold[] {
  if (progress === undefined || wave.ending !== undefined) return [];
  const groups = new Map<string, StandingHold[]>();
  for (const [, hold] of standingHolds(progress)) {
    const key = `${hold.what}/${hold.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), hold]);
  }
  return [...groups.values()].map((some) => asOne(wave.name, some, now)).sort((left, right) => right.targets - left.targets);
}

function asOne(wave: string, some: readonly StandingHold[], now: number): RunHold {
  const [first, ...others] = [...some].sort((left, right) => left.since - right.since) as [StandingHold, ...StandingHold[]];
  return {
    wave, what: first.what, reason: first.reason, detail: first.detail, since: first.since,
    ...nextLook(some.map(({ until }) => until), now),
    targets: some.length,
    places: [first, ...others].slice(0, PLACES_SHOWN).map(({ accountId, region }) => ({ accountId, region })),
  };
}

/** A hold is said once, and looked at many times: a time that is over says nothing of the next one. */
function nextLook(untils: readonly (number | undefined)[], now: number): { until?: number } {
  const coming = untils.filter((until) => until !== undefined && until > now) as number[];
  return coming.length === 0 ? {} : { until: Math.min(...coming) };
}

/** `12 targets send nothing until 2026-03-10 03:00 UTC (Frozen): year end.` */
export function describeHold(hold: RunHold): string {
  const { until, detail } = hold;
  const when = until === undefined ? '' : ` until ${showTime(until)}`;
  const why = detail === '' ? '' : `: ${detail.replace(/\.$/, '')}`;
  return `${whoDoesNot(hold)}${when} (${hold.reason})${why}.`;
}

/** `12 targets send nothing (Frozen).` */
export function describeHoldShortly(hold: RunHold): string {
  return `${whoDoesNot(hold)} (${hold.reason}).`;
}

function whoDoesNot({ wave, what, targets, places: [first] }: RunHold): string {
  if (what === 'wave' || first === undefined) return `Wave ${wave} waits`;
  const who = targets === 1 ? `${first.accountId} ${first.region}` : `${String(targets)} targets`;
  if (what === 'start') return `${who} may not start`;
  return `${who} ${targets === 1 ? 'sends' : 'send'} nothing`;
}
