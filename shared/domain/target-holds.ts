import { hasBit } from './bitmap.ts';
import type { WaveProgress } from './read-model.ts';

/** What was said of a target that may not go on. */
export interface HoldWord {
  /** When it became true, epoch ms. */
  at: number;
  /** `start`: it may not start yet; `sending`: it has started, and sends nothing; `over`: it started, sends again, or is done. */
  what: 'start' | 'sending' | 'over';
  /** The three are left out where the hold is over. */
  reason?: string;
  detail?: string;
  /** When it looks again by itself. */
  until?: number;
  /** People were told that it lasts long. */
  told?: true;
}

/** The last few words on one target, oldest first. */
export interface TargetHolds {
  accountId: string;
  region: string;
  words: readonly HoldWord[];
}

/** A hold that stands. */
export interface StandingHold {
  accountId: string;
  region: string;
  what: 'start' | 'sending';
  reason: string;
  detail: string;
  /** Since when for this reason, however often it was said. */
  since: number;
  until?: number;
  told: boolean;
}

/** By ordinal: the targets of a wave that are held now. */
export function standingHolds(progress: Pick<WaveProgress, 'admitted' | 'completed' | 'holds'>): [number, StandingHold][] {
  return Object.entries(progress.holds ?? {}).flatMap(([key, holds]) => {
    const ordinal = Number(key);
    const standing = standingHold(holds);
    if (standing === undefined || isOver(standing, { admitted: hasBit(progress.admitted, ordinal), completed: hasBit(progress.completed, ordinal) })) return [];
    return [[ordinal, standing] as [number, StandingHold]];
  });
}

function isOver({ what }: StandingHold, { admitted, completed }: { admitted: boolean; completed: boolean }): boolean {
  return completed || (what === 'start' && admitted);
}

function standingHold({ accountId, region, words }: TargetHolds): StandingHold | undefined {
  const last = words.at(-1);
  if (last === undefined || last.what === 'over') return undefined;
  const others = words.findLastIndex(({ what, reason }) => what !== last.what || reason !== last.reason);
  const same = words.slice(others + 1);
  return {
    accountId, region,
    what: last.what,
    reason: last.reason ?? '',
    detail: last.detail ?? '',
    since: same[0]?.at ?? last.at,
    ...(last.until === undefined ? {} : { until: last.until }),
    told: same.some(({ told }) => told === true),
  };
}
