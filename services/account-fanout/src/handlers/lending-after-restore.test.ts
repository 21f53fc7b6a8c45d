import { createRestoreMarks, RESTORE_KEY } from '#shared/choreography/restore-mark.ts';
import type { Restore } from '#shared/domain/restore.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { newLedger, withHolding } from '../core/budget-ledger.ts';
import { admissionInTest, messagesFor } from '../testing/admission-in-test.fixture.ts';
import { borrowingTargets } from '../testing/wave-builders.fixture.ts';

const restore: Restore = { restoredTo: NIGHT - 3_600_000, stoppedAt: NIGHT - 60_000 };

const BEFORE = NIGHT - 7_200_000;

/** Three targets that share one budget, on a table that was restored a minute ago. */
async function setUp({ marked = true } = {}) {
  const canary = borrowingTargets({ 0: ['a'], 1: ['a'], 2: ['a'] }, { count: 3, limit: 2 });
  const admission = await admissionInTest({ canary }, (kit) => ({ ...kit, restores: createRestoreMarks(kit) }));
  const mark = () => admission.items<Restore, never>().save({ key: RESTORE_KEY, version: 1, state: restore, outbox: [], outboxSeq: 0 });
  if (marked) await mark();
  return { ...admission, mark, canary: messagesFor('canary', canary) };
}

describe('a budget of a run that began before the tables were restored', () => {
  it('is lent to nobody, as it may be used up by members that nobody remembers', async () => {
    const { canary, deliver, said } = await setUp();
    await deliver(canary.started({ runStartedAt: BEFORE }));
    expect(said()).toEqual(['canary admits 0 with 0', 'canary admits 1 with 0', 'canary admits 2 with 0']);
  });

  it('stays with an admitted target that held it at that moment', async () => {
    const { canary, deliver, said, mark, clock } = await setUp({ marked: false });
    await deliver(canary.started({ runStartedAt: BEFORE }));
    await mark();
    said();
    clock.advanceMinutes(30);
    await deliver(canary.due);
    expect(said()).toEqual(['canary admits 0 with 1', 'canary admits 1 with 1', 'canary admits 2 with 0']);
  });

  it('is taken from a target that had only asked for it then, and may have given it back since', async () => {
    const { canary, deliver, said, leaveLedger } = await setUp();
    await leaveLedger('a', withHolding(newLedger(2), { wave: 'canary', target: 1 }, [1, 1, 0]));
    await deliver(canary.started({ runStartedAt: BEFORE }));
    expect(said()).toEqual(['canary admits 0 with 0', 'canary admits 1 with 0', 'canary admits 2 with 0']);
  });

  it('is taken from a target of a wave that nobody remembers', async () => {
    const { canary, deliver, said, leaveLedger } = await setUp();
    await leaveLedger('a', withHolding(newLedger(2), { wave: 'main', target: 1 }, [1, 1, 0]));
    await deliver(canary.started({ runStartedAt: BEFORE }));
    expect(said()).toEqual(['canary admits 0 with 0', 'canary admits 1 with 0', 'canary admits 2 with 0']);
  });

  it('is lent to nobody when nobody says when the run began', async () => {
    const { canary, deliver, said } = await setUp();
    await deliver(canary.started({}));
    expect(said()).toEqual(['canary admits 0 with 0', 'canary admits 1 with 0', 'canary admits 2 with 0']);
  });

  it('is lent as ever when the run began after it', async () => {
    const { canary, deliver, said } = await setUp();
    await deliver(canary.started({ runStartedAt: NIGHT }));
    expect(said()).toEqual(['canary admits 0 with 1', 'canary admits 1 with 1', 'canary holds 2']);
  });
});
