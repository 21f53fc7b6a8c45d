import { advance } from '#shared/choreography/advance.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { lockKeyOf } from '../core/target-lock.ts';
import { waveKeyOf } from '../core/wave-key.ts';
import { admissionInTest, controlled, messagesFor } from '../testing/admission-in-test.fixture.ts';
import { borrowingTargets, HOUR_MS, OTHER_RUN_ID, RUN_ID } from '../testing/wave-builders.fixture.ts';

const inOtherAccounts = (targets: ReturnType<typeof borrowingTargets>) => targets.map((target) => ({ ...target, accountId: `2${target.accountId.slice(1)}` }));

async function setUp(groups: Record<number, readonly string[]>, options: { limit?: number; count?: number; members?: number } = {}) {
  const canary = borrowingTargets(groups, options);
  const rest = inOtherAccounts(canary);
  return { ...(await admissionInTest({ canary, rest })), canary: messagesFor('canary', canary), rest: messagesFor('rest', rest) };
}

describe('a budget that spans targets', () => {
  it('is lent at admission: who finds none is held, and goes as soon as a target ends', async () => {
    const { canary, deliver, said, ledger } = await setUp({ 0: ['a', 'b'], 1: ['b'], 2: ['b'] });
    await deliver(canary.started());
    expect(said()).toEqual(['canary admits 0 with 1,1', 'canary admits 3', 'canary holds 1', 'canary holds 2']);
    await deliver(canary.completed(0, { kept: '0,0' }));
    expect(said()).toEqual(['canary admits 1 with 1']);
    expect(ledger('a')).toEqual({ limit: 1, keptForGood: 0, holders: {}, ended: { canary: '1' } });
    expect(ledger('b')).toEqual({ limit: 1, keptForGood: 0, holders: { canary: { 1: [1, 1, 1] } }, ended: { canary: '1' } });
  });

  it('names itself, and whoever uses it, to people', async () => {
    const { canary, deliver, bus } = await setUp({ 0: ['tag:Service=checkout'], 1: ['tag:Service=checkout'] }, { count: 2 });
    await deliver(canary.started());
    expect(bus.facts()[1]).toEqual({
      name: 'TargetHeld',
      data: {
        runId: RUN_ID, wave: 'canary', target: 1, accountId: '100000000000', region: 'us-west-2', reason: 'BudgetFull', until: NIGHT + 300_000,
        detail: 'tag:Service=checkout (at most 1): used by 100000000000 us-east-1 of wave canary. It is tried again as soon as one is back, at the latest after 5 minutes.',
      },
    });
  });

  it('is lent on when a target at work is done with its part', async () => {
    const { canary, deliver, said, ledger } = await setUp({ 0: ['a'], 1: ['a'] }, { count: 2 });
    await deliver(canary.started());
    said();
    await deliver(canary.progressed(0));
    expect(said()).toEqual([]);
    await deliver(canary.progressed(0, { step: 2, kept: '0' }));
    expect(said()).toEqual(['canary admits 1 with 1']);
    expect(ledger('a')!.holders).toEqual({ canary: { 0: [1, 0, 0], 1: [1, 1, 1] } });
  });

  it('lets a target of another wave go as soon as a share is back', async () => {
    const { canary, rest, deliver, said } = await setUp({ 0: ['a'] }, { count: 1 });
    await deliver(canary.started());
    await deliver(rest.started());
    expect(said()).toEqual(['canary admits 0 with 1', 'rest holds 0']);
    await deliver(canary.completed(0, { kept: '0' }));
    expect(said()).toEqual(['rest admits 0 with 1']);
  });

  it('that failed members use up for good lets the others start with nothing of it', async () => {
    const { canary, rest, deliver, said } = await setUp({ 0: ['a', 'b'] }, { count: 1 });
    await deliver(canary.started());
    await deliver(rest.started());
    said();
    await deliver(canary.completed(0, { kept: '1,0' }));
    expect(said()).toEqual(['rest admits 0 with 0,1']);
    await deliver(rest.completed(0, { kept: '0,0' }), rest.completed(0, { kept: '0,0' }));
  });

  it('is lent the same again when a target is asked for again', async () => {
    const { canary, deliver, said, clock } = await setUp({ 0: ['a'], 1: ['a'] }, { count: 2, limit: 4 });
    await deliver(canary.started());
    await deliver(canary.progressed(0, { kept: '1' }));
    said();
    clock.advanceMinutes(30);
    await deliver(canary.due);
    expect(said()).toEqual(['canary admits 0 with 2', 'canary admits 1 with 2']);
  });

  it('is not lent twice to a target whose handler died before it was admitted', async () => {
    const { canary, deliver, said, leaveLedger, ledger } = await setUp({ 0: ['a'] }, { count: 1, limit: 3 });
    await leaveLedger('a', { limit: 3, keptForGood: 0, holders: { canary: { 0: [2, 2, 0] } }, ended: {} });
    await deliver(canary.started());
    expect(said()).toEqual(['canary admits 0 with 2']);
    expect(ledger('a')!.holders).toEqual({ canary: { 0: [2, 2, 0] } });
  });

  it('does not stay with a target that is locked by another run', async () => {
    const { canary, deliver, said, effects, leaveLedger, ledger } = await setUp({ 0: ['a'] }, { count: 1 });
    const taken = { status: 'Taken', runId: OTHER_RUN_ID, wave: 'canary', until: NIGHT + HOUR_MS } as const;
    await advance(effects.locks, lockKeyOf({ accountId: '100000000000', region: 'us-east-1' }), () => ({ state: taken, events: [], effects: [] }));
    await leaveLedger('a', { limit: 1, keptForGood: 0, holders: { canary: { 0: [1, 1, 0] } }, ended: {} });
    await deliver(canary.started());
    expect(said()).toEqual(['canary holds 0']);
    expect(ledger('a')!.holders).toEqual({});
  });

  it('that a wave left taken at its end is free for the next wave', async () => {
    const { canary, rest, deliver, said, leaveLedger } = await setUp({ 0: ['a'] }, { count: 1 });
    await deliver(controlled({ state: 'Aborted' }), controlled({ seq: 3, haltedWaves: ['canary'] }));
    await deliver(canary.started());
    await leaveLedger('a', { limit: 1, keptForGood: 0, holders: { canary: { 0: [1, 1, 0] } }, ended: {} });
    await deliver(rest.started());
    expect(said()).toEqual(['rest admits 0 with 1']);
  });

  it('stays with a wave that has not ended', async () => {
    const { rest, deliver, said, leaveLedger } = await setUp({ 0: ['a'] }, { count: 1 });
    await leaveLedger('a', { limit: 1, keptForGood: 0, holders: { canary: { 0: [1, 1, 0] }, rest: { 5: [0, 0, 0] } }, ended: {} });
    await deliver(rest.started());
    expect(said()).toEqual(['rest holds 0']);
  });

  it('taken in vain is given back when the wave ends', async () => {
    const { canary, deliver, effects, leaveLedger, ledger } = await setUp({ 1: ['a'] }, { count: 2 });
    await deliver(canary.started({ maxInstancesInFlight: { number: 1 } }));
    await leaveLedger('a', { limit: 1, keptForGood: 0, holders: { canary: { 1: [1, 1, 7] } }, ended: {} });
    await advance(effects.waves, waveKeyOf({ runId: RUN_ID, wave: 'canary' }), (state) => ({ state: { ...state!, spareLocks: '2' }, events: [], effects: [] }));
    await deliver(controlled({ state: 'Aborted' }));
    await deliver(canary.completed(0));
    expect(ledger('a')!.holders).toEqual({});
  });

  it('says nothing to a target that this wave has not admitted', async () => {
    const { canary, deliver, ledger } = await setUp({ 0: ['a'], 1: ['a'] }, { count: 2 });
    await deliver(canary.started());
    await deliver(canary.completed(1, { kept: '0' }));
    expect(ledger('a')!.ended).toEqual({});
  });
});

describe('a share that somebody else took between the reading and the taking', () => {
  it('leaves the target held, and what it took of its other groups is free again', async () => {
    const canary = borrowingTargets({ 0: ['a', 'b', 'c'], 1: ['c'] }, { count: 2 });
    let hold: () => Promise<unknown> = () => Promise.resolve();
    const world = await admissionInTest({ canary }, (kit) => ({
      ...kit,
      items: <State, Recipe>() => {
        const store = kit.items<State, Recipe>();
        const taking = async (item: Parameters<typeof store.save>[0]) => {
          if (item.key.endsWith('#a')) await hold();
          return store.save(item);
        };
        return { load: (key: string) => store.load(key), save: taking };
      },
    }));
    hold = () => {
      hold = () => Promise.resolve();
      return world.leaveLedger('b', { limit: 1, keptForGood: 0, holders: { rest: { 0: [1, 1, 0] } }, ended: {} });
    };
    const { started, completed } = messagesFor('canary', canary);
    await world.deliver(started());
    expect(world.said()).toEqual(['canary holds 1', 'canary holds 0']);
    expect([world.ledger('a')!.holders, world.ledger('b')!.holders, world.ledger('c')?.holders ?? {}]).toEqual([{}, { rest: { 0: [1, 1, 0] } }, {}]);
    await world.deliver(completed(0));
  });
});
