import { inMemoryKit, NIGHT } from '#shared/testing/test-aggregate.ts';

import { createRestoreMarks, RESTORE_KEY } from './restore-mark.ts';

const DAY_MS = 24 * 3_600_000;
const restore = { restoredTo: NIGHT - 3_600_000, stoppedAt: NIGHT - 60_000 };

/** A table, and what a warm function says of it. */
async function aTable({ marked = true } = {}) {
  const kit = inMemoryKit();
  const mark = () => kit.items<typeof restore, never>().save({ key: RESTORE_KEY, version: 1, state: restore, outbox: [], outboxSeq: 0 });
  if (marked) await mark();
  return { ...kit, mark, marks: createRestoreMarks(kit) };
}

describe('the mark of a restore', () => {
  it('is not there where nothing was ever restored', async () => {
    expect(await (await aTable({ marked: false })).marks.last()).toBeUndefined();
  });

  it('says which moment the table knows nothing after', async () => {
    expect(await (await aTable()).marks.last()).toEqual(restore);
  });

  it('is seen within a minute by a function that stayed warm', async () => {
    const { clock, mark, marks } = await aTable({ marked: false });
    await marks.last();
    await mark();
    clock.advanceMinutes(1);
    expect(await marks.last()).toEqual(restore);
  });

  it('ends when no command of that time is listed any more', async () => {
    const { clock, marks } = await aTable();
    const seen = [];
    for (const days of [30, 2]) {
      clock.advanceMinutes((days * DAY_MS) / 60_000);
      seen.push(await marks.last());
    }
    expect(seen).toEqual([restore, undefined]);
  });
});
