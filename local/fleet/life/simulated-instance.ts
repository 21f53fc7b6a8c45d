import { SeededRandom } from '#local/chance/seeded-random.ts';
import type { PlannedInstance } from '../plan/planned-instance.ts';
import { type PatchInventory, type PatchReport, firstInventory, reportBefore } from './patch-inventory.ts';

export type PowerState = 'pending' | 'running' | 'stopping' | 'stopped';

/** One instance as it stands now. Only the files of this folder change it. */
export interface SimulatedInstance {
  readonly plan: PlannedInstance;
  power: PowerState;
  /** Since when the agent has been silent (reboot, stop, death); undefined while it answers. */
  silentSinceMs: number | undefined;
  /** When the agent last came up; it pings at once. */
  agentUpSinceMs: number;
  launchedAtMs: number;
  /** Raised by a stop: whatever was running on it before is gone. */
  boots: number;
  /** Commands accepted for it and commands begun by it, ever: they name the streams of chance. */
  commandsAccepted: number;
  jobsBegun: number;
  /** Id of the patch command in work; a second one at the same time ends with exit 152. */
  patching: string | undefined;
  /** How to try again what could not be delivered, by command id. */
  undelivered: Map<string, () => void>;
  patches: PatchInventory;
  /** The last two reports: the newest may not be visible yet. */
  reports: PatchReport[];
}

export function newInstance(seed: number | string, plan: PlannedInstance, foundedAtMs: number): SimulatedInstance {
  const random = new SeededRandom(seed, plan.instanceId, 'before');
  const patches = firstInventory(seed, plan.instanceId);
  const stopped = plan.trouble === 'stopped';
  const silent = stopped || plan.trouble === 'dead-agent';
  return {
    plan,
    power: stopped ? 'stopped' : 'running',
    silentSinceMs: silent ? foundedAtMs - random.integer(30, 600) * 60_000 : undefined,
    agentUpSinceMs: foundedAtMs - random.integer(15, 90) * 86_400_000,
    launchedAtMs: foundedAtMs - random.integer(100, 400) * 86_400_000,
    boots: 0,
    commandsAccepted: 0,
    jobsBegun: 0,
    patching: undefined,
    undelivered: new Map(),
    patches,
    reports: [reportBefore(plan, patches, foundedAtMs)],
  };
}

/** Whether SSM accepts a command for it. An agent that merely fell silent is still accepted, as on AWS. */
export function isManaged(instance: SimulatedInstance): boolean {
  return instance.plan.trouble !== 'unmanaged' && instance.power === 'running';
}

export function canHear(instance: SimulatedInstance): boolean {
  return isManaged(instance) && instance.silentSinceMs === undefined;
}

/** An agent that is back after silence asks for what it missed. */
export function comeBack(instance: SimulatedInstance, nowMs: number): void {
  instance.silentSinceMs = undefined;
  instance.agentUpSinceMs = nowMs;
  const missed = [...instance.undelivered.values()];
  instance.undelivered.clear();
  for (const tryAgain of missed) tryAgain();
}

/** The report that SSM shows at this moment. */
export function visibleReport(instance: SimulatedInstance, nowMs: number): PatchReport | undefined {
  return instance.reports.findLast((report) => report.visibleFromMs <= nowMs);
}
