import { final, type Judgement, type Rule } from '../case.ts';
import type { PatchState } from '../evidence.ts';
import { ownPatchState } from '../own-patch-state.ts';

/** SSM shows a patch state up to three minutes after the command's end; each wait is a minute. */
const LAG_PATIENCE_MS = 3 * 60_000;

/** The agent reports success after its reboot, so success proves life; what was patched, only the patch state proves. */
export const succeeded: Rule = (one) => {
  if (one.invocation?.statusDetails !== 'Success') return undefined;
  const state = ownPatchState(one);
  if (state !== undefined) return judgeCounts(state);
  const waitedMs = one.now - (one.laggingSince ?? one.now);
  return waitedMs >= LAG_PATIENCE_MS ? final('NonCompliant', 'NoEvidence') : { kind: 'open', lagging: true };
};

function judgeCounts({ failed, missing, pendingReboot }: PatchState): Judgement {
  if (failed > 0) return final('NonCompliant', 'PatchesFailed');
  if (missing > 0) return final('NonCompliant', 'PatchesMissing');
  return pendingReboot > 0 ? final('PendingReboot', 'RebootPending') : final('Compliant');
}
