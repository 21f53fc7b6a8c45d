import { aPolicySource, RUN_ID } from '#test/world/a-policy.ts';
import { causesOfDeath, outcomesByInstance, tokensTakenTwice, wrongRows } from '#test/world/compare.ts';
import { noFaults } from '#test/world/faults.ts';
import { World } from '#test/world/world.ts';

const SEEDS = Number(process.env['PATCHWAVE_SEEDS'] ?? 100);
const FIRST_SEED = Number(process.env['PATCHWAVE_FIRST_SEED'] ?? 1);

/** All at once, drawn anew by each seed. */
const roughNight = { ...noFaults, duplicate: 0.05, lostHint: 0.05, crash: 0.01, refusedEntry: 0.02 };

it(`${String(SEEDS)} seeds of duplicates, crashes, refused entries and lost hints end as a calm night does, no command taken twice`, async () => {
  const struck = { duplicate: 0, lostHint: 0, crash: 0, refusedEntry: 0 };
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
    const world = new World({ seed, faults: roughNight });
    await world.request(aPolicySource(), RUN_ID);
    const run = await world.runToEnd(RUN_ID);

    const rows = Object.keys(outcomesByInstance(world)).length;
    const seen = { seed, status: run.status, rows, wrong: wrongRows(world), twice: tokensTakenTwice(world), dead: causesOfDeath(world) };
    expect(seen).toEqual({ seed, status: 'Completed', rows: run.planned, wrong: [], twice: [], dead: [] });
    for (const kind of Object.keys(struck) as (keyof typeof struck)[]) struck[kind] += world.chance.counts[kind];
  }
  expect(Object.entries(struck).filter(([, times]) => times === 0)).toEqual([]);
}, 240_000);
