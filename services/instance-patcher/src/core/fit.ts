import { fitMinutes, VERIFY_MINUTES } from '#shared/domain/fit.ts';
import type { Platform } from '#shared/domain/inventory.ts';

import { usualMinutesSeen } from './durations.ts';
import type { PlannedPart } from './planned-part.ts';
import type { TargetFacts } from './target-state.ts';

const MINUTE_MS = 60_000;

/** How much of the window an instance of this platform needs here: by what was seen, else by rule of thumb. */
export function minutesNeeded({ options, seen, timed }: TargetFacts, platform: Platform): number {
  const usual = usualMinutesSeen(platform, seen, timed);
  return usual === undefined ? fitMinutes(options, platform) : usual + VERIFY_MINUTES;
}

/** Those of the instances that would not be done any more when the window closes. */
export function tooLate(target: TargetFacts, ordinals: readonly number[], at: { slice: PlannedPart; now: number }): number[] {
  const { windowEndsAt } = target;
  if (windowEndsAt === undefined) return [];
  const late = new Map<Platform, boolean>();
  return ordinals.filter((ordinal) => {
    const platform = platformOf(at.slice, ordinal);
    const isLate = late.get(platform) ?? at.now + minutesNeeded(target, platform) * MINUTE_MS > windowEndsAt;
    late.set(platform, isLate);
    return isLate;
  });
}

/** Whoever stands outside the slice would be a bug elsewhere; it gets the longest time. */
export function platformOf({ instances }: PlannedPart, ordinal: number): Platform {
  return instances[ordinal]?.platform ?? 'Windows';
}
