/**
 * The tables were restored from a backup: they know nothing of what happened between these two moments, epoch ms.
 * What was sent in between is out there all the same.
 */
export interface Restore {
  /** The earliest moment to which a table was restored. */
  restoredTo: number;
  /** From then on until the restore was done no function ran, so nothing was sent. Also names the restore. */
  stoppedAt: number;
}
