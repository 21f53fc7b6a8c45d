import { showFound, type Problem } from '#shared/domain/problem.ts';

/** Those of one pair are given both, or neither. */
const PAIRS = [
  ['spokeOrganizationalUnits', 'spokeRegions'],
  ['subnetIds', 'securityGroupIds'],
] as const;

/** What is wrong with parameters that are good one by one. `valueOf` gives what is in force; undefined: without. */
export function problemsTogether(valueOf: (name: string) => string | undefined, region: string): Problem[] {
  const halves = PAIRS.flatMap(([one, other]) => (valueOf(one) === undefined) === (valueOf(other) === undefined) ? [] : [valueOf(one) === undefined ? { missing: one, given: other } : { missing: other, given: one }]);
  const problems = halves.map(({ missing, given }) => ({ field: missing, found: 'nothing', expected: `a value, as ${given} has one`, next: 'Give both, or neither.' }));
  if (valueOf('replicaRegion') !== region) return problems;
  return [...problems, { field: 'replicaRegion', found: showFound(region), expected: "another region than the hub's own, or nothing for no replica", next: 'Pass --param replicaRegion=REGION, or --param replicaRegion= .' }];
}
