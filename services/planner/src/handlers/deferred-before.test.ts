import { manifest, slice, wavePlan } from '#shared/domain/plan.ts';
import type { InventoryInstance } from '#shared/domain/inventory.ts';
import { inventoryKeyOf, outcomesKeyOf } from '#shared/domain/run-objects.ts';
import { runRequested } from '#shared/events/run-requested.ts';
import { targetsDiscovered } from '#shared/events/targets-discovered.ts';
import { waveCompleted } from '#shared/events/wave-completed.ts';
import type { OutcomeCounts } from '#shared/events/scalars.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { message, plannerKit } from '../testing/planner-kit.fixture.ts';
import { aPolicy } from '../testing/requests.fixture.ts';
import { ANA, HOUR_MS } from '../testing/runs.fixture.ts';
import { runKeyOf } from './planner-aggregates.ts';

const [FIRST, SECOND] = ['11111111-2222-4333-8444-555555555551', '11111111-2222-4333-8444-555555555552'];
const ids = (...digits: string[]) => digits.map((digit) => `i-0000000000000000${digit}`);

type Kit = ReturnType<typeof plannerKit>;

/** Two accounts with two instances each, all of one wave. */
async function plan(kit: Kit, runId: string): Promise<void> {
  const policy = aPolicy({ waves: [{ name: 'main' }], approval: { required: false } });
  await kit.planning.onGroup(runKeyOf(runId), [message(runRequested, { runId, requestedBy: ANA, notAfter: NIGHT + HOUR_MS, policy })]);
  const targets = [['111111111111', ids('a', 'b')], ['222222222222', ids('c', 'd')]].map(([accountId, found]) => ({
    accountId, region: 'eu-west-1', instances: (found as string[]).map((id): InventoryInstance => ({ id, platform: 'Linux', state: 'managed', tags: {}, zone: 'z' })),
  }));
  await kit.objects.putOnce(inventoryKeyOf(runId, 0), { runId, chunk: 0, targets });
  await kit.planning.onGroup(runKeyOf(runId), [message(targetsDiscovered, { runId, chunk: 0, inventoryKey: inventoryKeyOf(runId, 0), instances: 4, refusals: [] })]);
}

async function complete(kit: Kit, outcomes: OutcomeCounts, ending: 'Completed' | 'Halted' = 'Completed'): Promise<void> {
  const data = { runId: FIRST, wave: 'main', planned: 4, outcomes, commands: { planned: 1, accepted: 1, throttled: 0 }, ending };
  await kit.control.onGroup(runKeyOf(FIRST), [message(waveCompleted, data)]);
}

async function putOutcomes(kit: Kit, target: number, letters: string): Promise<void> {
  const place = { runId: FIRST, wave: 'main', target };
  await kit.objects.putOnce(outcomesKeyOf(place), { ...place, accountId: '111111111111', region: 'eu-west-1', outcomes: letters, causes: '..', attempts: '11' });
}

function keysOf(kit: Kit, runId: string) {
  const state = kit.stateOf(runId);
  if (state === undefined || !('plan' in state)) throw new Error('expected a run with a plan');
  const { manifestKey } = state.plan;
  const read = (key: string): unknown => JSON.parse(kit.objects.bodies.get(key) ?? '');
  const waveKey = manifest.parse(read(manifestKey)).waves[0]?.waveKey ?? '';
  const sliceKeys = wavePlan.parse(read(waveKey)).targets.map(({ sliceKey }) => sliceKey);
  return { manifestKey, waveKey, sliceKeys, instances: sliceKeys.map((key) => slice.parse(read(key)).instances.map(({ id }) => id)) };
}

/** The order of the next run's plan, after the first run came to this end. */
async function nextOrder(end: (kit: Kit) => Promise<void>) {
  const kit = plannerKit();
  await plan(kit, FIRST);
  await end(kit);
  kit.clock.advanceMinutes(1);
  await plan(kit, SECOND);
  return keysOf(kit, SECOND).instances;
}

const asFound = [ids('a', 'b'), ids('c', 'd')];

describe('what the previous run of a policy had no time for', () => {
  it('goes first in its slice, and its target in the wave', async () => {
    expect(await nextOrder(async (kit) => {
      await putOutcomes(kit, 0, 'CC');
      await putOutcomes(kit, 1, 'CD');
      await complete(kit, { Compliant: 3, Deferred: 1 });
    })).toEqual([ids('d', 'c'), ids('a', 'b')]);
  });

  it('is all of a target that was never admitted', async () => {
    expect(await nextOrder(async (kit) => {
      await putOutcomes(kit, 0, 'CC');
      await complete(kit, { Compliant: 2, Deferred: 2 });
    })).toEqual([ids('c', 'd'), ids('a', 'b')]);
  });

  it('is nothing of a target that was never admitted because of a halt', async () => {
    expect(await nextOrder(async (kit) => {
      await putOutcomes(kit, 0, 'CD');
      await complete(kit, { Compliant: 1, Deferred: 1, Skipped: 2 }, 'Halted');
    })).toEqual([ids('b', 'a'), ids('c', 'd')]);
  });

  it('is nothing where everybody had their time', async () => {
    expect(await nextOrder(async (kit) => {
      await putOutcomes(kit, 1, 'CD');
      await complete(kit, { Compliant: 4 });
    })).toEqual(asFound);
  });

  it.each([
    ['run', (kit: Kit) => void kit.table.items.delete(runKeyOf(FIRST))],
    ['manifest', (kit: Kit, keys: ReturnType<typeof keysOf>) => void kit.objects.bodies.delete(keys.manifestKey)],
    ['wave', (kit: Kit, keys: ReturnType<typeof keysOf>) => void kit.objects.bodies.delete(keys.waveKey)],
    ['slice', (kit: Kit, keys: ReturnType<typeof keysOf>) => keys.sliceKeys.forEach((key) => kit.objects.bodies.delete(key))],
  ])('is forgotten when the %s has expired', async (_, expire) => {
    const kit = plannerKit();
    await plan(kit, FIRST);
    await complete(kit, { Deferred: 4 });
    const keys = keysOf(kit, FIRST);
    // The policy goes to the next run first; only then the one before expires.
    await kit.planning.onGroup(runKeyOf(SECOND), [message(runRequested, { runId: SECOND, requestedBy: ANA, notAfter: NIGHT + HOUR_MS, policy: aPolicy({ waves: [{ name: 'main' }] }) })]);
    expire(kit, keys);
    await plan(kit, SECOND);

    expect(keysOf(kit, SECOND).instances).toEqual(asFound);
  });
});
