import { createRestoreMarks, RESTORE_KEY } from '#shared/choreography/restore-mark.ts';
import type { Restore } from '#shared/domain/restore.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { admissionInTest, controlled, messagesFor } from '../testing/admission-in-test.fixture.ts';
import { plannedTargets } from '../testing/wave-builders.fixture.ts';

const restore: Restore = { restoredTo: NIGHT - 3_600_000, stoppedAt: NIGHT - 60_000 };
const BEFORE = NIGHT - 7_200_000;

/** A wave of four targets in two accounts, one account at a time, on a table that was restored a minute ago. */
async function setUp({ runStartedAt = BEFORE, notAfter = NIGHT + 3_600_000 } = {}) {
  const targets = plannedTargets();
  const admission = await admissionInTest({ canary: targets }, (kit) => ({ ...kit, restores: createRestoreMarks(kit) }));
  await admission.items<Restore, never>().save({ key: RESTORE_KEY, version: 1, state: restore, outbox: [], outboxSeq: 0 });
  const canary = messagesFor('canary', targets);
  await admission.deliver(canary.started({ runStartedAt, notAfter, maxConcurrentAccounts: 1 }));
  const facts = () => admission.bus.published.splice(0).map(({ contract, data }) => {
    const { targets: admitted, ending } = data as { targets?: { ordinal: number }[]; ending?: string };
    return [contract.name, ...(admitted ?? []).map(({ ordinal }) => ordinal), ...(ending === undefined ? [] : [ending])].join(' ');
  });
  return { ...admission, canary, facts };
}

describe('a wave of a run that began before the tables were restored', () => {
  it.each([
    ['halted', { seq: 2, haltedWaves: ['canary'] }, 'WaveCompleted Halted'],
    ['aborted', { seq: 2, state: 'Aborted' as const }, 'WaveCompleted Aborted'],
  ])('admits the rest when it is %s, as these may have sent already, and ends when all have told', async (_, word, end) => {
    const { canary, deliver, facts } = await setUp();
    await deliver(controlled(word));
    await deliver(canary.completed(0), canary.completed(1));
    await deliver(canary.completed(2), canary.completed(3));
    expect(facts()).toEqual(['TargetsAdmitted 0 1', 'TargetsAdmitted 2 3', end]);
  });

  it('admits the rest when its time is up, and asks no alarm for that moment any more', async () => {
    const { canary, deliver, facts, clock, table } = await setUp();
    clock.advanceMinutes(61);
    await deliver(canary.due);
    expect(table.items.get(canary.due.due.key)?.state).toMatchObject({ timeUp: true });
    clock.advanceMinutes(2);
    await deliver(canary.due);
    expect(table.items.get(canary.due.due.key)?.dueAt).toBeGreaterThan(clock.now());
    facts();
    await deliver(canary.completed(0), canary.completed(1));
    expect(facts()).toEqual(['TargetsAdmitted 2 3']);
  });

  it('waits while the run is paused', async () => {
    const { canary, deliver, facts } = await setUp();
    await deliver(controlled({ seq: 2, state: 'Paused' }));
    await deliver(canary.completed(0), canary.completed(1));
    expect(facts()).toEqual(['TargetsAdmitted 0 1']);
  });
});

it('a wave of a run that began after it ends as ever', async () => {
  const { canary, deliver, facts } = await setUp({ runStartedAt: NIGHT });
  await deliver(controlled({ seq: 2, haltedWaves: ['canary'] }));
  await deliver(canary.completed(0), canary.completed(1));
  expect(facts()).toEqual(['TargetsAdmitted 0 1', 'WaveCompleted Halted']);
});
