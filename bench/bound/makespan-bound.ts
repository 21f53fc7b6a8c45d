import { COMMAND_INSTANCES_MAX } from '#shared/events/command-identity.ts';
import { commandsOf, type NightLog, type SeenCommand } from '../observe/night-log.ts';
import { sharingBound, type Job } from './sharing-bound.ts';

/** What a policy allows at once, and for how long it makes a run wait. */
export interface Limits {
  waves: readonly string[];
  /** Minutes after each wave, the last among them. */
  bakeMinutes: number;
  /** Instances at work in one target; Infinity where only the accounts are limited. */
  instancesPerTarget: number;
  accounts: number;
}

export interface MakespanBound {
  milliseconds: number;
  /** Which term is the largest, in words. */
  binding: string;
}

/** SendCommands per second and account-region that the fleet accepts (local/fleet/door.ts). */
const SENDS_PER_SECOND = 5;

/**
 * The time that no scheduler could beat, given what each instance took in this very run: the largest term of
 * aws-facts' bound. Packs and accounts are jobs that cannot be split, so a limit on them is counted in whole jobs.
 */
export function makespanBound(log: NightLog, limits: Limits): MakespanBound {
  const waves = limits.waves.map((wave) => waveBound(commandsOf(log, wave), limits));
  const work = waves.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const byWaves = work + limits.waves.length * limits.bakeMinutes * 60_000;
  const byRate = rateBound(log.commands);
  if (byRate > byWaves) return { milliseconds: byRate, binding: 'rate of SendCommand' };
  return { milliseconds: byWaves, binding: [...new Set(waves.map(({ binding }) => binding))].join(', ') };
}

function waveBound(commands: readonly SeenCommand[], limits: Limits): MakespanBound {
  const targets = groupBy(commands, ({ accountId, region }) => `${accountId}/${region}`);
  const bounds = [...targets].map(([name, own]) => ({ account: name.split('/')[0] ?? '', ...targetBound(own, limits) }));
  const slowest = bounds.reduce((worst, one) => (one.milliseconds > worst.milliseconds ? one : worst), { milliseconds: 0, binding: 'nothing' });
  const accounts = [...groupBy(bounds, ({ account }) => account).values()].map((own): Job => ({ duration: Math.max(...own.map(({ milliseconds }) => milliseconds)), width: 1 }));
  const byAccounts = sharingBound(accounts, Math.min(limits.accounts, accounts.length));
  return byAccounts > slowest.milliseconds ? { milliseconds: byAccounts, binding: 'accounts at once' } : slowest;
}

/**
 * A pack frees its slots when its last instance has ended; a target is done when its last instance is proven. The packs
 * are the full ones of the plan's order, whatever was really sent: splitting them is the system's own doing.
 */
function targetBound(commands: readonly SeenCommand[], { instancesPerTarget }: Limits): MakespanBound {
  const instances = commands.flatMap(({ sentAt, instances: own }) => own.map(({ instanceId, endedAt, provenAt }) => ({ instanceId, endsAfter: endedAt - sentAt, provenAfter: provenAt - sentAt })));
  const slowest = Math.max(...instances.map(({ provenAfter }) => provenAfter));
  if (instancesPerTarget === Infinity) return { milliseconds: slowest, binding: 'slowest instance' };
  const packs = packsOf(instances, Math.min(COMMAND_INSTANCES_MAX, instancesPerTarget)).map((pack): Job => ({ duration: Math.max(...pack.map(({ endsAfter }) => endsAfter)), width: pack.length }));
  const byPacks = sharingBound(packs, instancesPerTarget);
  return byPacks > slowest ? { milliseconds: byPacks, binding: 'packs of instances at once' } : { milliseconds: slowest, binding: 'slowest instance' };
}

/** In the order of the plan, which is that of the instance ids. */
function packsOf<One extends { instanceId: string }>(instances: readonly One[], size: number): One[][] {
  const sorted = [...instances].sort((a, b) => (a.instanceId < b.instanceId ? -1 : 1));
  return Array.from({ length: Math.ceil(sorted.length / size) }, (_, index) => sorted.slice(index * size, (index + 1) * size));
}

function rateBound(commands: readonly SeenCommand[]): number {
  const counts = [...groupBy(commands, ({ accountId, region }) => `${accountId}/${region}`).values()].map(({ length }) => length);
  return (Math.max(0, ...counts) / SENDS_PER_SECOND) * 1000;
}

function groupBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}
