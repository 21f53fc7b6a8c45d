import { sizes } from '../cases/night-sizes.ts';
import { runRollout } from '../cases/run-rollout.ts';
import type { BenchWorld } from '../world/bench-world.ts';

export interface Share {
  of: number;
  all: number;
  /** How many faults struck: without any, the figure would prove nothing. */
  struck: number;
}

const DUPLICATES = 0.05;
const DIES_AFTER_SEND = 10;
const LOST_HINTS = 0.01;

/** SendCommands that SSM took, of those that the plan needs: one for each target, each of at most 50 instances. */
export async function sendsUnderCrashes(seed: number): Promise<Share> {
  const { world } = await runRollout(sizes.unbound, { seed, mayEndBadly: true, rates: { duplicate: DUPLICATES }, diesAfterSend: DIES_AFTER_SEND });
  const accepted = [...world.fleet.door.accepted.values()].reduce((sum, times) => sum + times, 0);
  return { of: accepted, all: sizes.unbound.accounts, struck: struckIn(world) };
}

/** Instances that the report calls compliant, of all; in a healthy fleet every one deserves it. */
export async function completedWithLostHints(seed: number): Promise<Share> {
  const { accounts, instancesPerAccount } = sizes.manyCommands;
  const { world } = await runRollout(sizes.manyCommands, { seed, mayEndBadly: true, rates: { lostHint: LOST_HINTS } });
  const compliant = world.reportedOutcomes().filter(({ outcome }) => outcome === 'Compliant').length;
  return { of: compliant, all: accounts * instancesPerAccount, struck: struckIn(world) };
}

/** Throws where nothing went wrong although it was to. */
function struckIn(world: BenchWorld): number {
  const struck = Object.values(world.accidents.counts).reduce((sum, times) => sum + times, 0);
  if (struck === 0) throw new Error('bench: found a night without a single fault, expected some');
  return struck;
}
