import type { Case } from './case.ts';
import type { PatchState } from './evidence.ts';

/** The instance's clock may be behind the hub's. */
const CLOCK_SKEW_MS = 60_000;

/**
 * The patch state if it is the proof of this very operation. SSM keeps the last successful operation only, so that
 * yesterday's green state stays when today's command fails. A count of -1 (Windows Update unreachable) proves nothing.
 */
export function ownPatchState({ patchState, operation, sentAt, runId }: Case): PatchState | undefined {
  if (patchState?.operation !== operation) return undefined;
  if (patchState.snapshotId !== runId || patchState.startedAt < sentAt - CLOCK_SKEW_MS) return undefined;
  const { failed, missing, pendingReboot } = patchState;
  return Math.min(failed, missing, pendingReboot) < 0 ? undefined : patchState;
}
