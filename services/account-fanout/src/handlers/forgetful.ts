import type { AdmissionEffects } from './admission-effects.ts';

/** Whether the table was restored since the run was created, and may have forgotten what it admitted and lent. */
export async function isForgetful({ restores }: AdmissionEffects, order: { runStartedAt?: number | undefined } | undefined): Promise<boolean> {
  if (restores === undefined || order === undefined) return false;
  const restore = await restores.last();
  return restore !== undefined && (order.runStartedAt ?? 0) <= restore.stoppedAt;
}
