import type { RunSource } from '#shared/domain/policy/read-run-definition.ts';
import type { Limits } from '../bound/makespan-bound.ts';
import type { BenchOptions } from '../world/bench-world.ts';

/** A fleet and how it is to be patched: waves of whole accounts, each after the one before. */
export interface Rollout {
  fleet: Pick<BenchOptions, 'accounts' | 'instances'>;
  source: RunSource;
  limits: Limits;
}

export interface RolloutSize {
  accounts: number;
  instancesPerAccount: number;
  waves: number;
  bakeMinutes: number;
  pauseSeconds?: number;
  maxConcurrentAccounts?: number;
  /** Instances of a target at once; all where it is left out. */
  maxConcurrency?: number;
}

const HUB = '000000000000';
/** Its role refuses; the fleet has it as its ninth account, and the policies leave it out. */
const REFUSING = '999999999999';
const REFUSING_PLACE = 9;

/** `accountIds`: the accounts of a fleet of this size, the hub among them. */
export function rolloutOf(size: RolloutSize, accountIds: (accounts: number) => string[]): Rollout {
  const { accounts, instancesPerAccount, bakeMinutes, maxConcurrentAccounts, maxConcurrency } = size;
  const inFleet = accounts < REFUSING_PLACE ? accounts : accounts + 1;
  const ids = accountIds(inFleet).filter((id) => id !== HUB && id !== REFUSING);
  const perWave = accounts / size.waves;
  const waves = Array.from({ length: size.waves }, (_, index) => ({
    name: waveName(index),
    ...(index === 0 ? {} : { dependsOn: [waveName(index - 1)] }),
    accounts: ids.slice(index * perWave, (index + 1) * perWave),
    bakeMinutes,
    maxConcurrency: maxConcurrency ?? '100%',
    maxConcurrentAccounts: maxConcurrentAccounts ?? perWave,
    // Nothing fails in a healthy fleet; where something does, it is to be counted, not hidden by a halt.
    maxErrors: '100%',
  }));
  return {
    fleet: { accounts: inFleet, instances: inFleet * instancesPerAccount },
    source: {
      policy: {
        name: 'a-rollout',
        targets: { accounts: ids, regions: ['us-east-1'] },
        wavePauseSeconds: size.pauseSeconds ?? 0,
        waves,
      },
    },
    limits: {
      waves: waves.map(({ name }) => name),
      bakeMinutes,
      instancesPerTarget: maxConcurrency ?? Infinity,
      accounts: maxConcurrentAccounts ?? Infinity,
    },
  };
}

function waveName(index: number): string {
  return `wave-${String(index + 1)}`;
}
