import { DUE_POST_AHEAD_MS } from './advance.ts';
import type { Clock } from './clock.ts';
import type { DueIndex, DueQueue } from './item.ts';

/** The tick comes every 5 minutes; half a minute more, so that nothing falls between two of them. */
const TICK_LOOK_AHEAD_MS = 5.5 * 60_000;

interface Effects {
  dueIndex: DueIndex;
  dueQueue: DueQueue;
  clock: Clock;
}

/** Posts a `Due` for each item that wants to be looked at before the next tick. */
export async function onTick({ dueIndex, dueQueue, clock }: Effects): Promise<void> {
  const now = clock.now();
  for (const due of await dueIndex.before(now + TICK_LOOK_AHEAD_MS)) {
    const aheadMs = Math.min(Math.max(0, due.dueAt - now), DUE_POST_AHEAD_MS);
    await dueQueue.post(due, Math.ceil(aheadMs / 1000));
  }
}
