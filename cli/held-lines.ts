import { describeHold, type RunHold } from '#shared/domain/run-holds.ts';
import { showTime } from '#shared/domain/show-time.ts';

/** What is held now and why, a line a reason; below it the first few targets that it holds. */
export function heldLines(held: readonly RunHold[]): string[] {
  return held.flatMap((hold) => [`${hold.what === 'wave' ? '' : `${hold.wave}: `}${describeHold(hold)} Since ${showTime(hold.since)}.`, ...placesOf(hold)]);
}

function placesOf({ targets, places }: RunHold): string[] {
  if (targets < 2) return [];
  const more = targets > places.length ? [`and ${String(targets - places.length)} more`] : [];
  return [`  ${[...places.map(({ accountId, region }) => `${accountId} ${region}`), ...more].join(', ')}`];
}
