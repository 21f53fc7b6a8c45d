import { RESTORE_KEY } from '#shared/choreography/restore-mark.ts';

import type { RecoveryTables } from './recovery-tables.ts';

export interface Copied {
  written: number;
  removed: number;
}

/** Makes the live table what the copy is, but for the mark of the restore. Can be repeated, also after it was cut short. */
export async function copyBack(tables: RecoveryTables, { live, copy }: { live: string; copy: string }): Promise<Copied> {
  const kept = new Set<string>([RESTORE_KEY]);
  const copied: Copied = { written: 0, removed: 0 };
  for await (const page of tables.rows(copy)) {
    const rows = page.filter(({ key }) => key !== RESTORE_KEY);
    await tables.write(live, rows);
    for (const { key } of rows) kept.add(key);
    copied.written += rows.length;
  }
  for await (const page of tables.rows(live)) {
    const keys = page.map(({ key }) => key).filter((key) => !kept.has(key));
    await tables.remove(live, keys);
    copied.removed += keys.length;
  }
  return copied;
}
