import { randomUUID } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { LocalCloud } from '#local/cloud/local-cloud.ts';
import { CommandFailure, exitCodes } from '#cli/exit-codes.ts';
import { connectHub } from '#cli/hub/aws-hub.ts';
import { localConnection } from '#cli/hub/connections.ts';
import { requestRun } from '#cli/requests.ts';
import { createApprover } from './approver.ts';
import { readCurrentRun, writeCurrentRun, type CurrentRun } from './current-run.ts';
import { describeEnd } from './describe-end.ts';
import { finalSummary, type FinalSummary } from './final-summary.ts';
import { isSameFleet, readHeldFleet } from './held-fleet.ts';
import { openCloud, packagedServices, takeFolder } from './open-cloud.ts';
import { refuseUnwritableJson } from './refuse-unwritable-json.ts';
import { readRunSource } from './run-source.ts';
import { runToEnd, type Ended } from './run-to-end.ts';
import { saveReport } from './save-report.ts';
import { createScreen, type Screen } from './screen.ts';
import { createStandstill } from './standstill.ts';
import type { StartOptions } from './start-options.ts';

/** `npm start`: brings the system up, carries one run through, and takes everything down again. Returns the exit code. */
export async function start(options: StartOptions, root: string): Promise<number> {
  const startedAtMs = Date.now();
  const source = readRunSource(options, join(root, 'policies'), hasClock(options.dataFolder) ? undefined : startedAtMs);
  refuseUnwritableJson(options.jsonFile);
  const screen = createScreen(!options.headless && process.stderr.isTTY);
  const packages = await packagedServices(root, (line) => screen.note(line));
  const folder = takeFolder(options.dataFolder);
  try {
    const current = currentRun(folder.path, options, { source, screen });
    const opened = await openCloud({
      packages,
      folder,
      ...(options.port === undefined ? {} : { port: options.port }),
      fleet: current.fleet,
      speed: options.speed,
      note: (line) => screen.note(line),
    });
    const { cloud, calls, memory } = opened;
    screen.note(`Local cloud at ${cloud.endpoint}, run ${current.runId}`);
    try {
      const ended = await carryThrough(cloud, current, { options, screen, startedAtMs });
      const hub = connectHub(localConnection(cloud.endpoint));
      const report = await saveReport(hub, ended.run, folder.path);
      const summary = finalSummary(ended.view.summary, { door: cloud.fleet.door, calls, peakMemoryMiB: memory.peakMiB(), ...(report === undefined ? {} : { report }) });
      writeCurrentRun(folder.path, { ...current, finished: true });
      publish(options, ended, summary);
      return summary.status === 'Completed' ? exitCodes.ok : exitCodes.otherEnd;
    } finally {
      await opened.close();
    }
  } finally {
    folder.release();
  }
}

/** A folder that was used before goes on with its own time, which may be days from the wall's: there the planner judges alone. */
function hasClock(dataFolder: string): boolean {
  return existsSync(join(dataFolder, 'cloud', 'clock'));
}

/** Goes on with the folder's unfinished run, or begins a new one; a folder of another fleet starts afresh. */
function currentRun(folder: string, options: StartOptions, { source, screen }: { source: CurrentRun['source']; screen: Screen }): CurrentRun {
  const fleet = { seed: options.seed, accounts: options.accounts, regions: options.regions, instances: options.instances };
  const before = readCurrentRun(folder);
  if (before?.finished === false) {
    screen.note(`${folder} holds an unfinished run; going on with it.`);
    return before;
  }
  const held = readHeldFleet(folder) ?? before?.fleet;
  if (held !== undefined && !isSameFleet(held, fleet)) {
    screen.note(`${folder} held another fleet; its cloud starts afresh, its reports stay.`);
    rmSync(join(folder, 'cloud'), { recursive: true, force: true });
  }
  const current = { runId: randomUUID(), source, fleet, finished: false };
  writeCurrentRun(folder, current);
  return current;
}

interface Circumstances {
  options: StartOptions;
  screen: Screen;
  startedAtMs: number;
}

async function carryThrough(cloud: LocalCloud, current: CurrentRun, { options, screen, startedAtMs }: Circumstances): Promise<Ended> {
  const asker = connectHub(localConnection(cloud.endpoint, 'npm start'));
  const approve = createApprover(connectHub(localConnection(cloud.endpoint, 'auto-approve')));
  const stand = createStandstill(cloud.clock);
  if ((await asker.run(current.runId)) === undefined) await requestRun(asker, current.source, current.runId);
  const tell = options.autoApprove ? () => undefined : createApprovalNote(screen, cloud.endpoint);
  const ended = await runToEnd({
    hub: asker,
    runId: current.runId,
    screen,
    startedAtMs,
    async onLook(run) {
      stand(run);
      if (run === undefined) return;
      if (options.autoApprove) await approve(run);
      else tell(run);
    },
  });
  screen.end();
  return ended;
}

/** Tells once per wave how to approve it from another terminal. */
function createApprovalNote(screen: Screen, endpoint: string): (run: Ended['run']) => void {
  const told = new Set<string>();
  return ({ runId, waves }) => {
    const asked = waves.filter(({ name, approval }) => approval?.state === 'requested' && !told.has(name));
    if (asked.length === 0) return;
    for (const { name } of asked) told.add(name);
    screen.note(`Waiting for leave to start. In another terminal:\n${asked.map(({ name }) => `  npx patchwave --endpoint ${endpoint} approval approve ${runId.slice(0, 8)} ${name}`).join('\n')}\n(or start with --auto-approve)`);
  };
}

function publish(options: StartOptions, ended: Ended, summary: FinalSummary): void {
  if (options.jsonFile !== undefined) writeFileSync(resolve(options.jsonFile), `${JSON.stringify(summary, null, 2)}\n`);
  process.stdout.write(`${describeEnd(summary, ended.view.elapsedMs)}\n`);
}

export function exitCodeOf(error: unknown): number | undefined {
  return error instanceof CommandFailure ? error.exitCode : undefined;
}

