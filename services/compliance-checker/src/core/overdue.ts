/** SSM itself may be late in saying that a command has expired. */
const OVERDUE_AFTER_MS = 30 * 60_000;

/** When a command without an end is no longer waited for, epoch ms. */
export function overdueAt({ expiresAt }: { expiresAt: number }): number {
  return expiresAt + OVERDUE_AFTER_MS;
}

export function isOverdue(command: { expiresAt: number }, now: number): boolean {
  return now > overdueAt(command);
}
