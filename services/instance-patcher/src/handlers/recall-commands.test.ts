import { RESTORE_KEY } from '#shared/choreography/restore-mark.ts';
import { outcomesKeyOf } from '#shared/domain/run-objects.ts';
import type { Restore } from '#shared/domain/restore.ts';

import { admit, aPatchingService, controlChanged, identity, idOf, passMinutes, running, TARGET_KEY, type PatchingInTest } from '../testing/patching-in-test.ts';

const QUIET_MINUTES = 4 * 60;

/** The table is back at what it knew then, and the hub has stood still for a minute since it was stopped. */
async function restore(patching: PatchingInTest, restoredTo: number, known: ReadonlyMap<string, unknown>): Promise<void> {
  const state: Restore = { restoredTo, stoppedAt: patching.clock.now() };
  patching.table.items.clear();
  for (const [key, item] of known) patching.table.items.set(key, item as never);
  await patching.items<Restore, never>().save({ key: RESTORE_KEY, version: 1, state, outbox: [], outboxSeq: 0 });
  patching.clock.advanceMinutes(1);
}

function sentTo(patching: PatchingInTest): (readonly string[])[] {
  return patching.spoke.sent.map(({ InstanceIds }) => InstanceIds);
}

it('does not send again what it sent after the moment of the restore, and sends the rest', async () => {
  const patching = aPatchingService({ instances: 4, limit: 4 });
  await admit(patching);
  const admitted = patching.clock.now();
  await restore(patching, admitted - 1, new Map());
  expect(sentTo(patching)).toEqual([[0, 1, 2, 3].map(idOf)]);

  await admit(patching);
  await passMinutes(patching, QUIET_MINUTES);
  expect(sentTo(patching)).toEqual([[0, 1, 2, 3].map(idOf)]);
  expect(patching.state()).toMatchObject({ commands: [{ commandId: 'command-0', phase: 'Sent' }], attempts: '1111' });
});

it('sends nothing while it waits, and what was never sent thereafter', async () => {
  const patching = aPatchingService({ instances: 2 });
  const inTwelveHours = patching.clock.now() + 12 * 3_600_000;
  Object.assign(patching.admission, { validUntil: inTwelveHours, notAfter: inTwelveHours });
  await restore(patching, patching.clock.now() - 60_000, new Map());
  await admit(patching);
  await passMinutes(patching, 60);
  expect(sentTo(patching)).toEqual([]);
  await passMinutes(patching, QUIET_MINUTES - 60);
  expect(sentTo(patching)).toEqual([[0, 1].map(idOf)]);
});

it('goes on from a claim that was sent after the moment of the restore', async () => {
  const patching = aPatchingService();
  const known = new Map<string, unknown>();
  patching.spoke.onCall = (operation) => {
    if (operation === 'AssumeRole' && known.size === 0) for (const [key, item] of patching.table.items) known.set(key, item);
  };
  await admit(patching);
  expect(known.get(TARGET_KEY)).toMatchObject({ state: { commands: [{ phase: 'Claimed' }] } });
  await restore(patching, patching.clock.now(), known);
  await passMinutes(patching, QUIET_MINUTES);
  expect([sentTo(patching), patching.state()]).toMatchObject([[[0, 1].map(idOf)], { commands: [{ command: 0, phase: 'Sent' }] }]);
});

it('ends at once with the outcomes that it had said', async () => {
  const patching = aPatchingService();
  await restore(patching, patching.clock.now() - 60_000, new Map());
  const said = { ...identity, outcomes: 'CN', causes: '..', attempts: '11' };
  patching.objects.bodies.set(outcomesKeyOf(identity), JSON.stringify(said));
  await admit(patching);
  await passMinutes(patching, QUIET_MINUTES);
  expect([sentTo(patching), patching.state()]).toMatchObject([[], { status: 'Ended', outcomes: 'CN' }]);
});

it('waits for a command of another run that was sent before the stop', async () => {
  const patching = aPatchingService();
  patching.spoke.sent.push({
    CommandId: 'other', Comment: 'patchwave/6a0a3c1e-8a52-4c8e-9d0a-0f6f3c0e7a11/all/0/0', InstanceIds: [idOf(0)],
    RequestedDateTime: new Date(patching.clock.now()), ExpiresAfter: new Date(patching.clock.now() + 5 * 3_600_000),
  });
  await restore(patching, patching.clock.now() - 60_000, new Map());
  await admit(patching);
  await passMinutes(patching, QUIET_MINUTES);
  expect(patching.spoke.sent).toHaveLength(1);
});

it.each([
  ['a halt of its wave', { ...running, seq: 2, haltedWaves: ['canary'] }],
  ['an abort of its run', { ...running, seq: 2, state: 'Aborted' }],
] as const)('sends nothing after %s that the tables have forgotten', async (_, word) => {
  const patching = aPatchingService();
  await patching.deliver(controlChanged({ ...word, haltedWaves: [...word.haltedWaves] }));
  await restore(patching, patching.clock.now() - 60_000, new Map());
  await admit(patching);
  await passMinutes(patching, QUIET_MINUTES);
  expect([sentTo(patching), patching.state()]).toMatchObject([[], { status: 'Ended', outcomes: 'SS' }]);
});
