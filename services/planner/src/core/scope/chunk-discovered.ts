import { countBits, hasBit, withBit } from '#shared/domain/bitmap.ts';

import { decided, type RunDecision } from '../run/run-decision.ts';
import type { DiscoveringRun } from '../run/run-state.ts';
import { startBuilding } from './start-building.ts';

/** A chunk's first answer counts; the last missing one starts the plan. */
export function chunkDiscovered(run: DiscoveringRun, chunk: number, now: number): RunDecision | undefined {
  if (chunk >= run.chunks || hasBit(run.answered, chunk)) return undefined;
  const answered = { ...run, answered: withBit(run.answered, chunk) };
  return countBits(answered.answered) === run.chunks ? startBuilding(answered, now) : decided(answered);
}
