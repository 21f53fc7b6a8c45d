import { createServer } from 'node:net';

import { isPortTaken, portTaken } from './open-cloud.ts';

/** Tries the port for a moment, so that a taken one is told at once and not after a minute of packaging. */
export async function refuseTakenPort(port: number): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    throw isPortTaken(error) ? portTaken(port) : error;
  }
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
