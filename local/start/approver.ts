import type { RunReadModel } from '#shared/domain/read-model.ts';
import type { Hub } from '#cli/hub/hub.ts';

/** Approves every wave as it asks, once, as a person of the name "auto-approve" would by the CLI. */
export function createApprover(hub: Hub): (run: RunReadModel) => Promise<void> {
  const voted = new Set<string>();
  return async (run) => {
    for (const { name, approval } of run.waves) {
      if (approval?.state !== 'requested') continue;
      // An approval that lapsed is asked for anew, with a new end.
      const round = `${name} ${String(approval.expiresAt)}`;
      if (voted.has(round)) continue;
      voted.add(round);
      await hub.vote(run.runId, { wave: name, waveHash: approval.waveHash, decision: 'approve', reason: '--auto-approve' });
    }
  };
}
