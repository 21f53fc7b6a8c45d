import type { Restore } from '#shared/domain/restore.ts';

import type { HubKit } from './hub-kit.ts';

/** The item in which `patchwave recover` says that the table it lies in was restored. */
export const RESTORE_KEY = 'RESTORED';

/** How often a function that stays warm reads it again. It is written while no function runs, for minutes at least. */
const REMEMBERED_MS = 60_000;

/** SSM lists the commands of the last 30 days, and no run lasts that long: later there is nothing left to find. */
const MARK_STANDS_MS = 31 * 24 * 3_600_000;

export interface RestoreMarks {
  /** The last restore, while anything of it may still be found. */
  last(): Promise<Restore | undefined>;
}

export function createRestoreMarks({ items, clock }: Pick<HubKit, 'items' | 'clock'>): RestoreMarks {
  let read: { at: number; restore: Restore | undefined } | undefined;
  return {
    async last() {
      const now = clock.now();
      if (read === undefined || now - read.at >= REMEMBERED_MS) {
        const item = await items<Restore, never>().load(RESTORE_KEY);
        read = { at: now, restore: item?.state };
      }
      const { restore } = read;
      return restore !== undefined && now < restore.stoppedAt + MARK_STANDS_MS ? restore : undefined;
    },
  };
}
