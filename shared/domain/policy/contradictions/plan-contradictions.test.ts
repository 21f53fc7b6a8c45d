import { describeProblem } from '../../problem.ts';
import type { RunDefinition } from '../../run-definition.ts';
import { planContradictions } from '../contradictions.ts';
import { aPolicyDraft, RUN_ID } from '../policy.fixture.ts';
import { readRunDefinition } from '../read-run-definition.ts';

/** A policy over two accounts whose second wave has these limits. */
function aDefinition(limits: Record<string, unknown>): RunDefinition {
  const read = readRunDefinition({ policy: aPolicyDraft((policy) => Object.assign(policy.waves[1], limits)) }, RUN_ID);
  if (!read.ok) throw new Error(`expected a policy that is taken, found ${read.problems.map(describeProblem).join(' ')}`);
  return read.definition;
}

const planned = { plannedInstancesByWave: [3, 9], accountsByWave: [2, 2] };
const advice = 'Lower it, or give a percentage: that follows the fleet.';

it.each([
  ['more at once in a target than the fleet has', { maxConcurrency: 13 }, `waves[1].maxConcurrency: found 13, expected at most 12, the number of instances that targets and waves come to. ${advice}`],
  ['more in flight than the fleet has', { maxInstancesInFlight: 20 }, `waves[1].maxInstancesInFlight: found 20, expected at most 12, the number of instances that targets and waves come to. ${advice}`],
])('%s is refused', (_fault, limits, complaint) => {
  expect(planContradictions(aDefinition(limits), planned).map(describeProblem)).toEqual([complaint]);
});

it('more accounts at once than those that were named came to is refused', () => {
  expect(planContradictions(aDefinition({ maxConcurrentAccounts: 2 }), { ...planned, accountsByWave: [2, 1] }).map(describeProblem)).toEqual([
    'waves[1].maxConcurrentAccounts: found 2, expected at most 1, the number of accounts that waves[1].accounts or targets.accounts come to.',
  ]);
});

it.each([
  ['as many as there are', { maxConcurrency: 12, maxInstancesInFlight: 12, maxConcurrentAccounts: 2 }],
  ['percentages', { maxConcurrency: '100%', maxInstancesInFlight: '100%' }],
  ['nothing said', {}],
  ['any number of accounts of a unit', { organizationalUnits: ['r-pw01'], maxConcurrentAccounts: 100 }],
])('%s is taken', (_case, limits) => {
  expect(planContradictions(aDefinition(limits), planned)).toEqual([]);
});

it('a plan without instances, and accounts of which nothing is known, contradict nothing', () => {
  expect(planContradictions(aDefinition({ maxConcurrency: 5 }), { plannedInstancesByWave: [0, 0], accountsByWave: [2, 2] })).toEqual([]);
  expect(planContradictions(aDefinition({ maxConcurrency: 5 }), { plannedInstancesByWave: [3, 12], accountsByWave: [2] })).toEqual([]);
});

it('an ad-hoc run is taken as it is', () => {
  expect(planContradictions({ ...aDefinition({ maxConcurrency: 13 }), kind: 'ad-hoc' }, planned)).toEqual([]);
});
