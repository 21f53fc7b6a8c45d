import { RUN_ID, aPolicySource } from '#test/world/a-policy.ts';
import { causesOfDeath, outcomesByInstance, deservedOf, tokensTakenTwice, wrongRows } from '#test/world/compare.ts';
import { noFaults } from '#test/world/faults.ts';
import { World } from '#test/world/world.ts';

const SECOND_RUN_ID = '8a1de6f4-1c39-4e7e-8d8c-55f0a3b1c902';

function sumOf(counts: Record<string, number | undefined> | undefined): number {
  return Object.values(counts ?? {}).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/** Approves every wave that asks, and goes on until the condition holds. */
async function approveUntil(world: World, runId: string, done: () => boolean): Promise<void> {
  const voted = new Set<string>();
  await world.runUntil(() => {
    for (const { name, approval } of world.run(runId)?.waves ?? []) {
      if (approval?.state !== 'requested' || voted.has(name)) continue;
      voted.add(name);
      void world.approve(runId, { wave: name, waveHash: approval.waveHash });
    }
    return done();
  });
}

function statusOf(world: World, wave: string, runId = RUN_ID): string | undefined {
  return world.run(runId)?.waves.find(({ name }) => name === wave)?.status;
}

it.each([1, 2, 3, 4, 5, 6])('all queues lost %i times on the way: tables and objects alone bring the run to its end', async (losses) => {
  const world = new World({ seed: losses });
  await world.request(aPolicySource(), RUN_ID);
  await approveUntil(world, RUN_ID, () => statusOf(world, 'canary') === 'Running');
  for (let loss = 0; loss < losses; loss += 1) {
    const facts = world.bus.facts.length;
    world.loseAllQueues();
    await approveUntil(world, RUN_ID, () => world.bus.facts.length > facts + 3 + loss);
  }
  world.loseAllQueues();

  const run = await world.runToEnd(RUN_ID);

  expect({ status: run.status, wrong: wrongRows(world), twice: tokensTakenTwice(world) }).toEqual({ status: 'Completed', wrong: [], twice: [] });
});

it('20 runs with 5 % duplicated messages and 1 % lost events: no command was taken twice, each run completed', async () => {
  const taken: number[] = [];
  for (let seed = 1; seed <= 20; seed += 1) {
    const world = new World({ seed, faults: { ...noFaults, duplicate: 0.05, lostHint: 0.01 } });
    await world.request(aPolicySource(), RUN_ID);
    const run = await world.runToEnd(RUN_ID);
    expect([seed, run.status, outcomesByInstance(world), tokensTakenTwice(world)]).toEqual([seed, 'Completed', deservedOf(world), []]);
    expect([...world.fleet.door.accepted].reduce((sum, [, times]) => sum + times, 0)).toBe(run.commands?.planned);
    taken.push(world.fleet.door.accepted.size);
  }
  expect(taken.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(100);
});

it('a wave whose target has too many errors halts: the rest is Skipped, what depends on it never starts, and the sums add up', async () => {
  const waves = [
    { name: 'first', maxConcurrency: 1, maxErrors: 0 },
    { name: 'second', dependsOn: ['first'] },
  ];
  const world = new World();
  await world.request(aPolicySource({ waves }), RUN_ID);

  const run = await world.runToEnd(RUN_ID);

  expect(run.status).toBe('Halted');
  expect(run.waves.map(({ name, status }) => [name, status])).toEqual([['first', 'Halted'], ['second', 'Skipped']]);
  expect(run.outcomes?.Skipped).toBeGreaterThan(0);
  expect(sumOf(run.outcomes)).toBe(run.planned);
  expect(causesOfDeath(world)).toEqual([]);
});

it('an abort stops what has not started, follows what is in flight to its end, and counts every instance', async () => {
  const world = new World();
  await world.request(aPolicySource(), RUN_ID);
  await approveUntil(world, RUN_ID, () => statusOf(world, 'main') === 'Running' && world.fleet.door.accepted.size > 4);
  const takenBefore = world.fleet.door.accepted.size;
  await world.control(RUN_ID, 'abort');

  const run = await world.runToEnd(RUN_ID);

  expect(run.status).toBe('Aborted');
  expect(world.fleet.door.accepted.size - takenBefore).toBeLessThanOrEqual(1);
  expect(run.outcomes?.Skipped).toBeGreaterThan(0);
  expect(sumOf(run.outcomes)).toBe(run.planned);
});

it('a pause holds every send until somebody resumes', async () => {
  const world = new World();
  await world.request(aPolicySource(), RUN_ID);
  await approveUntil(world, RUN_ID, () => statusOf(world, 'main') === 'Running');
  await world.control(RUN_ID, 'pause');
  await world.runUntil(() => world.run(RUN_ID)?.status === 'Paused');
  const taken = world.fleet.door.accepted.size;
  const paused = world.timers.now();
  await world.runUntil(() => world.timers.now() > paused + 5 * 3_600_000);
  expect(world.fleet.door.accepted.size).toBe(taken);
  await world.control(RUN_ID, 'resume');

  const run = await world.runToEnd(RUN_ID);

  expect({ status: run.status, wrong: wrongRows(world) }).toEqual({ status: 'Completed', wrong: [] });
});

it('nothing starts without leave: unanswered, the request expires and the run with it', async () => {
  const world = new World();
  await world.request(aPolicySource(), RUN_ID);
  await world.runUntil(() => world.run(RUN_ID)?.report !== undefined && world.run(RUN_ID)?.ending !== undefined);

  expect(world.run(RUN_ID)).toMatchObject({ status: 'Expired', outcomes: { Skipped: 24 } });
  expect(world.fleet.door.accepted.size).toBe(0);
});

it('nobody approves a run of their own', async () => {
  const world = new World();
  await world.request(aPolicySource(), RUN_ID);
  await world.runUntil(() => world.run(RUN_ID)?.waves[0]?.approval?.state === 'requested');
  const hash = world.run(RUN_ID)?.waves[0]?.approval?.waveHash ?? '';
  await world.approve(RUN_ID, { wave: 'canary', waveHash: hash, voter: 'ana' });
  await world.runUntil(() => (world.run(RUN_ID)?.refusals.length ?? 0) > 0);

  expect(world.bus.facts.filter(({ name }) => name === 'VoteRefused' || name === 'WaveApproved').map(({ name }) => name)).toEqual(['VoteRefused']);
});

it('a second run of the policy is refused while the first is active, and taken once it has ended', async () => {
  const world = new World();
  await world.request(aPolicySource(), RUN_ID);
  await world.runUntil(() => world.run(RUN_ID)?.acceptedAt !== undefined);
  await world.request(aPolicySource(), SECOND_RUN_ID);
  await world.runUntil(() => world.run(SECOND_RUN_ID)?.rejection !== undefined);
  expect(world.run(SECOND_RUN_ID)?.rejection?.reasons).toEqual([expect.stringContaining(RUN_ID)]);
  await world.runToEnd(RUN_ID);

  const third = '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed';
  await world.request(aPolicySource(), third);
  await world.runUntil(() => world.run(third)?.acceptedAt !== undefined);
});

it('two runs of different policies on one target: the second holds it, says why, and goes on when the first is done', async () => {
  const world = new World();
  await world.request(aPolicySource(), RUN_ID);
  await approveUntil(world, RUN_ID, () => statusOf(world, 'canary') === 'Running');
  await world.request(aPolicySource({ name: 'another' }), SECOND_RUN_ID);
  await approveUntil(world, SECOND_RUN_ID, () => world.bus.facts.some(({ name }) => name === 'TargetHeld'));
  await approveUntil(world, RUN_ID, () => world.run(RUN_ID)?.ending !== undefined);
  const second = await world.runToEnd(SECOND_RUN_ID);

  expect(second.status).toBe('Completed');
  expect(sumOf(second.outcomes)).toBe(second.planned);
});

it('a policy that selects no instance ends Rejected, with the reason', async () => {
  const world = new World();
  await world.request(aPolicySource({ waves: [{ name: 'none', tags: { PatchGroup: ['nobody'] } }] }), RUN_ID);

  const run = await world.runToEnd(RUN_ID);

  expect(run.status).toBe('Rejected');
  expect(run.reason).toMatch(/selects no instance/);
});
