import { connectHub } from '#cli/hub/aws-hub.ts';
import { localConnection } from '#cli/hub/connections.ts';
import { describeEndpoint } from './describe-endpoint.ts';
import { fleetToServe } from './fleet-to-serve.ts';
import { readCurrentRun } from './current-run.ts';
import { readHeldFleet } from './held-fleet.ts';
import { keepReports } from './keep-reports.ts';
import { openCloud, packagedServices, takeFolder } from './open-cloud.ts';
import { refuseTakenPort } from './refuse-taken-port.ts';
import type { ServeOptions } from './serve-options.ts';

export interface ServeSurroundings {
  /** Absolute path of the repository. */
  root: string;
  /** Resolves when someone asks the cloud to end. */
  stopped: Promise<void>;
  /** The one line of stdout. */
  tellEndpoint: (line: string) => void;
  /** One line for people, on stderr. */
  note: (line: string) => void;
}

/** `npm run local`: brings the system up, says where, and keeps it up until it is asked to end. */
export async function serve({ port, dataFolder, speed, fleet: asked }: ServeOptions, { root, stopped, tellEndpoint, note }: ServeSurroundings): Promise<void> {
  const folder = takeFolder(dataFolder);
  try {
    const held = readHeldFleet(folder.path) ?? readCurrentRun(folder.path)?.fleet;
    const fleet = fleetToServe(folder.path, held, asked);
    await refuseTakenPort(port);
    const packages = await packagedServices(root, note);
    // Packaging may take half a minute: whoever has changed his mind meanwhile does not wait for the cloud as well.
    if (await isSettled(stopped)) return;
    const { cloud, close } = await openCloud({ packages, folder, port, fleet, speed, note });
    note(describeEndpoint({ endpoint: cloud.endpoint, fleet, speed, folder: folder.path }));
    tellEndpoint(JSON.stringify({ endpoint: cloud.endpoint }));
    const stopKeeping = keepReports(connectHub(localConnection(cloud.endpoint)), folder.path, note);
    await stopped;
    await stopKeeping();
    note('Ending: what is in flight stays in the folder, and goes on at the next start.');
    await close();
  } finally {
    folder.release();
  }
}

async function isSettled(promise: Promise<void>): Promise<boolean> {
  return Promise.race([promise.then(() => true), new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))]);
}
