import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { CallCounts } from '#local/cloud/call-counts.ts';
import { parseEventFaults, seededCopies } from '#local/cloud/event-faults.ts';
import { startLocalCloud, type LocalCloud } from '#local/cloud/local-cloud.ts';
import type { FleetSize } from '#local/fleet/plan/fleet-plan.ts';
import { packageServices, SERVICES } from '#local/runtime/packaging/package-services.ts';
import { readStacks } from '#local/runtime/template/read-stacks.ts';
import { badInput } from '#cli/exit-codes.ts';
import { DataFolderInUse, DataFolderUnusable, takeDataFolder, type DataFolder } from './data-folder.ts';
import { writeHeldFleet } from './held-fleet.ts';
import { watchMemory, type MemoryWatch } from './memory-watch.ts';

export interface CloudWish {
  /** Where the packaged services are; see `packagedServices`. */
  packages: string;
  /** Taken by this process. */
  folder: DataFolder;
  /** Undefined: a free one. */
  port?: number;
  fleet: FleetSize;
  speed: number;
  /** One line for people; not for stdout. */
  note: (line: string) => void;
}

export interface OpenCloud {
  cloud: LocalCloud;
  calls: CallCounts;
  memory: MemoryWatch;
  /** Stops everything; leaves the counts of calls in the folder. */
  close: () => Promise<void>;
}

/** Brings up the packaged services on the local cloud. Throws a bad-input failure when the port is taken. */
export async function openCloud({ packages, folder, port, fleet, speed, note }: CloudWish): Promise<OpenCloud> {
  writeHeldFleet(folder.path, fleet);
  const calls = new CallCounts();
  const memory = watchMemory();
  const cloud = await startLocalCloud({
    port: port ?? 0,
    dataFolder: folder.path,
    stacks: readStacks(SERVICES.map((service) => join(packages, service, '.serverless'))),
    fleet,
    speed,
    calls,
    figures: () => ({ api: calls.byOperation, peakMemoryMiB: memory.peakMiB() }),
    ...unreliableBus(fleet.seed, note),
    ...standingStill(note),
    warn: note,
  }).catch((error: unknown) => {
    memory.stop();
    throw isPortTaken(error) ? portTaken(port ?? 0) : error;
  });
  return {
    cloud,
    calls,
    memory,
    async close() {
      memory.stop();
      await cloud.stop();
      writeFileSync(join(folder.path, 'calls.json'), JSON.stringify(calls.byFunction, null, 2));
      writeFileSync(join(folder.path, 'accesses.json'), JSON.stringify(calls.accesses.all(), null, 2));
    },
  };
}

/** Throws a bad-input failure that says what is wrong with the folder, or names the process which holds it. */
export function takeFolder(path: string): DataFolder {
  try {
    return takeDataFolder(path);
  } catch (error) {
    if (error instanceof DataFolderInUse || error instanceof DataFolderUnusable) throw badInput(error.message);
    throw error;
  }
}

/** Where the packaged services are. A test may point to a copy of its own, to show that the run follows it. */
export async function packagedServices(root: string, note: (line: string) => void): Promise<string> {
  const copy = process.env['PATCHWAVE_PACKAGES'];
  if (copy !== undefined) return copy;
  await packageServices({ root, stage: 'dev', progress: note });
  return join(root, 'services');
}

export function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
}

export function portTaken(port: number): Error {
  return badInput(`--port: found 127.0.0.1:${String(port)} taken by another process or not allowed, expected a free port. End that process, or name another port with --port.`);
}

/** A test may ask for a bus that loses and doubles events. */
function unreliableBus(seed: FleetSize['seed'], note: (line: string) => void): { copiesOf?: () => number } {
  const text = process.env['PATCHWAVE_EVENT_FAULTS'];
  if (text === undefined) return {};
  const faults = parseEventFaults(text);
  note(`The bus delivers a share of ${String(faults.duplicate)} of its events twice, and loses a share of ${String(faults.lost)}.`);
  return { copiesOf: seededCopies(faults, seed) };
}

/** A test, or a rehearsal of a disaster, may ask for a hub of which no function runs: the rest of AWS is there. */
function standingStill(note: (line: string) => void): { functionsRun?: false } {
  if (process.env['PATCHWAVE_FUNCTIONS'] !== 'stopped') return {};
  note('No function runs: PATCHWAVE_FUNCTIONS is "stopped".');
  return { functionsRun: false };
}
