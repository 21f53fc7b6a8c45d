import { faultKinds } from '#test/world/faults.ts';
import { simulateMany } from './many-nights.ts';
import { incidentKinds } from './night.ts';
import { peopleAndFleetKinds } from './struck-by-people-and-fleet.ts';

const SEEDS = Number(process.env['PATCHWAVE_SEEDS'] ?? 120);
const FIRST_SEED = Number(process.env['PATCHWAVE_FIRST_SEED'] ?? 1);

it(`${String(SEEDS)} nights in which everything goes wrong break no promise, and every kind of trouble struck`, async () => {
  const { seeds, failing, faults } = await simulateMany(FIRST_SEED, SEEDS);

  expect(failing.map(({ night, violations }) => ({ seed: night.seed, broken: violations.map(({ message }) => message) }))).toEqual([]);
  expect(seeds).toBe(SEEDS);
  const kinds = [...faultKinds, ...incidentKinds, ...peopleAndFleetKinds];
  expect(kinds.filter((kind) => (faults[kind] ?? 0) === 0)).toEqual([]);
}, 600_000);
