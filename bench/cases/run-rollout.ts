import { organizationAccounts } from '#local/fleet/plan/accounts.ts';
import type { SaidFact } from '#test/world/world-bus.ts';
import type { NightLog } from '../observe/night-log.ts';
import { watch } from '../observe/watch.ts';
import { BenchWorld, type BenchOptions } from '../world/bench-world.ts';
import { rolloutOf, type Rollout, type RolloutSize } from './rollout.ts';

export interface DoneRollout extends Rollout {
  world: BenchWorld;
  log: NightLog;
}

export interface Circumstances extends Pick<BenchOptions, 'rates' | 'diesAfterSend'> {
  seed: number;
  /** The figure itself says what came of it, so the run need not end well. */
  mayEndBadly?: boolean;
  /** How long people think before they approve a wave, minutes after they were asked; 0 where it is left out. */
  thinksMinutes?: (wave: string) => number;
}

/** A whole run, from the request to its report. Throws unless it ends well, or may end otherwise. */
export async function runRollout(size: RolloutSize, circumstances: Circumstances): Promise<DoneRollout> {
  const { seed, thinksMinutes = () => 0, mayEndBadly = false, ...others } = circumstances;
  const rollout = rolloutOf(size, (accounts) => organizationAccounts(accounts).map(({ id }) => id));
  const world = new BenchWorld({ seed, ...rollout.fleet, ...others });
  const approved = new Set<string>();
  let status: string | undefined;
  let reported = false;
  world.bus.onFact = ({ name, data }: SaidFact) => {
    if (name === 'ApprovalRequested') approve(data as { wave: string; waveHash: string });
    if (name === 'RunCompleted') status = (data as { status: string }).status;
    if (name === 'RunRejected') throw new Error(`bench: a policy of its own was refused: ${JSON.stringify(data)}`);
    if (name === 'ReportPublished') reported = true;
  };
  const log = watch(world, seed);
  world.request(rollout.source);
  await world.runUntil(() => reported);
  if (!mayEndBadly) mustBeCompliant(world, status);
  return { ...rollout, world, log };

  function approve({ wave, waveHash }: { wave: string; waveHash: string }): void {
    if (approved.has(wave)) return;
    approved.add(wave);
    world.timers.at(world.timers.now() + thinksMinutes(wave) * 60_000, () => world.approve({ wave, waveHash }));
  }
}

/** A calm night that ends otherwise is a fault of the services or of the bench, and its times mean nothing. */
function mustBeCompliant(world: BenchWorld, status: string | undefined): void {
  const others = world.reportedOutcomes().filter(({ outcome }) => outcome !== 'Compliant').length;
  if (status === 'Completed' && others === 0) return;
  throw new Error(`bench: found a calm run that ended as ${String(status)} with ${String(others)} instances not compliant, expected Completed and none`);
}
