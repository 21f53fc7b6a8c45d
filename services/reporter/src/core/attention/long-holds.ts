import type { Attention } from '#shared/domain/attention.ts';
import type { WaveProgress } from '#shared/domain/read-model.ts';
import { standingHolds, type StandingHold, type TargetHolds } from '#shared/domain/target-holds.ts';

/** Most holds end by themselves; one that has lasted so long may need a person. */
const LONG_MS = 3_600_000;

/** Nobody but a person can end these, so they are told at once (raised-by-targets.ts). */
const mendedByPeople: ReadonlySet<string> = new Set(['AlarmUnknown', 'CalendarUnknown', 'ApprovalOutdated', 'OtherHashApproved', 'ControlUnknown']);

/** Told at once under a kind of its own, or no trouble at all: waves that run side by side take turns in an account and region. */
const neverLong: ReadonlySet<string> = new Set(['BreakerOpen', 'LockedByAnotherWave']);

/** Each account and region has its own; all other reasons are those of the whole wave, and are told once for it. */
const reasonsOfPlace: ReadonlySet<string> = new Set(['Throttled']);

export function isMendedByPeople(reason: string): boolean {
  return mendedByPeople.has(reason);
}

export function subjectOfHold(wave: string, { accountId, region, reason }: Pick<StandingHold, 'accountId' | 'region' | 'reason'>): string {
  return reasonsOfPlace.has(reason) ? `${accountId} ${region}` : `wave ${wave}`;
}

/** When the first of the holds that stand will have lasted long, epoch ms; each is told once. */
export function longHoldsDueAt(progress: WaveProgress): number | undefined {
  const times = untold(progress).map(([, { since }]) => since + LONG_MS);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** What lasts long by now, once per reason of the wave. */
export function raisedByLongHolds(progress: WaveProgress, now: number): Attention[] {
  return untold(progress)
    .filter(([, { since }]) => since + LONG_MS <= now)
    .map(([, hold]) => ({
      kind: hold.what === 'start' ? 'TargetHeldLong' : 'SendingHeldLong',
      subject: subjectOfHold(progress.wave, hold),
      reason: hold.reason,
      detail: `${hold.accountId} ${hold.region}: ${hold.detail}`,
      at: hold.since,
    }));
}

/** Undefined: nothing lasts long that was not told. */
export function withLongHoldsTold(progress: WaveProgress, now: number): WaveProgress | undefined {
  const told = new Set(untold(progress).filter(([, { since }]) => since + LONG_MS <= now).map(([ordinal]) => String(ordinal)));
  if (told.size === 0) return undefined;
  const holds = Object.entries({ ...progress.holds }).map(([key, one]) => [key, told.has(key) ? withLastWordTold(one) : one]);
  return { ...progress, holds: Object.fromEntries(holds) as Record<string, TargetHolds> };
}

function untold(progress: WaveProgress): [number, StandingHold][] {
  return standingHolds(progress).filter(([, { reason, told }]) => !told && !neverLong.has(reason) && !isMendedByPeople(reason));
}

function withLastWordTold({ words, ...place }: TargetHolds): TargetHolds {
  return { ...place, words: words.map((word, index) => (index === words.length - 1 ? { ...word, told: true as const } : word)) };
}
