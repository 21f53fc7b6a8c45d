import { type FleetSize, planFleet } from './fleet-plan.ts';
import { fleetRecord } from './fleet-record.ts';
import type { PlannedInstance } from './planned-instance.ts';

const usualSize: FleetSize = { seed: 1, accounts: 12, regions: ['us-east-1', 'us-west-2'], instances: 600 };

function everyone(size: Partial<FleetSize> = {}): PlannedInstance[] {
  const plan = planFleet({ ...usualSize, ...size });
  return plan.places.flatMap((place) => plan.instancesOf(place));
}

function tally(words: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function groupsOf(instances: PlannedInstance[]): Map<string, PlannedInstance[]> {
  const groups = new Map<string, PlannedInstance[]>();
  for (const instance of instances) {
    const key = `${instance.accountId}/${instance.region}`;
    groups.set(key, [...(groups.get(key) ?? []), instance]);
  }
  return groups;
}

const managed = (instance: PlannedInstance): boolean => !['unmanaged', 'stopped'].includes(instance.trouble);
const combination = ({ tags }: PlannedInstance): string =>
  `${tags['PatchGroup']} ${tags['Environment']} ${tags['Tier']}`;

describe('the fleet plan', () => {
  it('is the same for the same seed and another for another seed', () => {
    expect(everyone()).toEqual(everyone());
    expect(everyone({ seed: 2 })).not.toEqual(everyone());
  });

  it('spreads exactly the asked number evenly, the unmanaged and the stopped on top', () => {
    const instances = everyone();
    const sizes = [...groupsOf(instances.filter(managed)).values()].map((group) => group.length);
    expect([sizes.length, new Set(sizes), instances.length]).toEqual([24, new Set([25]), 614]);
    expect(everyone({ instances: 601 }).filter(managed)).toHaveLength(601);
  });

  it('gives every instance an id of its own', () => {
    const ids = everyone({ instances: 5_000 }).map(({ instanceId }) => instanceId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^i-0[0-9a-f]{16}$/.test(id))).toBe(true);
  });

  it('changes no instance when the fleet grows', () => {
    const larger = new Map(everyone({ instances: 1_200 }).map((instance) => [instance.instanceId, instance]));
    const smaller = everyone();
    expect(smaller.map(({ instanceId }) => larger.get(instanceId))).toEqual(smaller);
  });

  it.each(['us-east-1', 'us-west-2'])('holds 25 of the 27 combinations in every account of %s', (region) => {
    for (const group of groupsOf(everyone().filter((i) => managed(i) && i.region === region)).values()) {
      expect(new Set(group.map(combination)).size).toBe(25);
    }
  });

  it('holds all 27 combinations as soon as an account-region has 27 instances', () => {
    for (const group of groupsOf(everyone({ instances: 24 * 27 }).filter(managed)).values()) {
      expect(new Set(group.map(combination)).size).toBe(27);
    }
  });

  it('holds every Environment and Tier and the group db on both platforms of every account-region', () => {
    for (const group of groupsOf(everyone().filter(managed)).values()) {
      const cells = new Set(group.map(({ os, tags }) => `${os.type} ${tags['Environment']} ${tags['Tier']}`));
      const groups = new Set(group.map(({ os, tags }) => `${os.type} ${tags['PatchGroup']}`));
      expect([cells.size, [...groups].sort()]).toEqual([
        18,
        ['Linux db', 'Linux default', 'Windows db', 'Windows win'],
      ]);
    }
  });

  it('has about 60 % Linux, one canary in ten and six of main', () => {
    const all = everyone().filter(managed);
    expect(tally(all.map(({ os }) => os.type))).toEqual({ Linux: 360, Windows: 240 });
    const waves = tally(all.map(({ tags }) => tags['Wave'] ?? 'none'));
    expect(waves['canary']! / 600).toBeCloseTo(0.1, 1);
    expect(waves['main']! / 600).toBeCloseTo(0.6, 1);
  });

  it.each([1, 2, 3, 'cafe'])('holds a few of every kind of trouble with seed %s', (seed) => {
    const troubles = tally(everyone({ seed }).map(({ trouble }) => trouble));
    delete troubles['none'];
    const counts = Object.values(troubles);
    expect([counts.length, Math.min(...counts) >= 3, Math.max(...counts) <= 12]).toEqual([11, true, true]);
  });

  it('lets at most one instance per region end badly in the first three accounts', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const bad = fleetRecord(planFleet({ ...usualSize, seed, instances: 2_400 })).filter(
        ({ accountId, deserves }) =>
          ['111111111111', '222222222222', '333333333333'].includes(accountId) &&
          !['Compliant', 'Unmanaged', 'Stopped'].includes(deserves),
      );
      expect(Math.max(...Object.values(tally(bad.map(({ accountId, region }) => accountId + region))))).toBe(1);
    }
  });

  it('names 2,000 accounts by ids of twelve digits, each once', () => {
    const ids = new Set(planFleet({ ...usualSize, accounts: 2_000 }).places.map(({ accountId }) => accountId));
    expect([ids.size, [...ids].every((id) => /^\d{12}$/.test(id))]).toEqual([2_000, true]);
  });

  it('is healthy throughout when no troubles are asked for', () => {
    const plan = planFleet(usualSize, { troubles: 'none' });
    const deserved = fleetRecord(plan).filter(({ accountId }) => accountId !== '999999999999');
    expect(tally(deserved.map(({ deserves }) => deserves))).toEqual({ Compliant: 550 });
  });
});

describe('the fleet record', () => {
  it('says of each instance what it deserves, and why', () => {
    const plan = planFleet(usualSize, {
      troubleOf: (i) => (i.tags['Name'] === 'checkout-web-000' ? 'disk-full' : undefined),
    });
    const first = plan.instancesOf(plan.places[0]!)[0]!;
    expect(fleetRecord(plan)[0]).toEqual({
      instanceId: first.instanceId,
      accountId: '111111111111',
      region: 'us-east-1',
      trouble: 'disk-full',
      deserves: 'Failed',
      causeInWords: 'no space left to unpack the patch payload (exit 155)',
    });
  });

  it('calls everything in the refusing account unreachable, whatever else is wrong with it', () => {
    const refused = fleetRecord(planFleet(usualSize)).filter(({ accountId }) => accountId === '999999999999');
    expect(tally(refused.map(({ deserves }) => deserves))).toEqual({ TargetUnreachable: refused.length });
    expect(refused.length).toBeGreaterThanOrEqual(50);
  });
});
