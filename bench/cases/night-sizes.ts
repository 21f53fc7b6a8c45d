import type { RolloutSize } from './rollout.ts';

/** 10,000 instances in four waves; what limits them differs. */
const tenThousand = { accounts: 200, instancesPerAccount: 50, waves: 4, bakeMinutes: 10 };

export const sizes = {
  /** Ten accounts at once, the default: five turns a wave. */
  accounts: { ...tenThousand, maxConcurrentAccounts: 10 },
  /** Large targets, 50 of whose 250 instances may be in work: five packs one after another. */
  packs: { ...tenThousand, accounts: 40, instancesPerAccount: 250, maxConcurrency: 50 },
  /** A whole wave at once. */
  unbound: tenThousand,
  /** Many small commands: the more hints, the more can be lost. */
  manyCommands: { ...tenThousand, maxConcurrency: 10 },
} as const satisfies Record<string, RolloutSize>;

/** Three accounts a wave: how large a wave is does not move the moment at which it begins. */
export const smallWaves = { accounts: 12, instancesPerAccount: 25, waves: 4, bakeMinutes: 0 } as const satisfies RolloutSize;
