import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { CommandFailure } from '../exit-codes.ts';
import { openHub } from './open-hub.ts';

async function failureOf(opening: Promise<unknown>): Promise<{ exitCode: number; message: string } | undefined> {
  try {
    await opening;
    return undefined;
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return { exitCode: error.exitCode, message: error.message };
  }
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

it.each([
  [{ endpoint: 'localhost:4566' }, '--endpoint: found "localhost:4566", expected the URL of a local cloud such as http://127.0.0.1:4566.'],
  [{ endpoint: 'http://127.0.0.1:4566/path' }, '--endpoint: found "http://127.0.0.1:4566/path", expected the URL of a local cloud such as http://127.0.0.1:4566.'],
  [{ as: ' ' }, '--as: found 1 characters, expected a name of 1 to 200.'],
  [{ stage: 'dev', as: 'ana' }, '--as: found with --stage, expected only with a local cloud: there your AWS identity says who you are.'],
  [{ stage: 'Prod!' }, '--stage: found "Prod!", expected a stage such as dev, staging or prod.'],
])('refuses %j, naming the option', async (choice, message) => {
  expect(await failureOf(openHub(choice))).toEqual({ exitCode: 2, message });
});

it('says what to do where nothing answers', async () => {
  const endpoint = `http://127.0.0.1:${String(await freePort())}`;

  expect(await failureOf(openHub({ endpoint }))).toEqual({
    exitCode: 3,
    message: `${endpoint}: found nothing that answers, expected a local cloud. Start one with "npm run local" or "npm start", or name another with --endpoint.`,
  });
});

it('takes the time of what answers for the time of the hub, and the given name for who asks', async () => {
  const server = createServer((_request, response) => response.setHeader('date', 'Tue, 10 Mar 2026 02:00:00 GMT').end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

  const hub = await openHub({ endpoint: `${endpoint}/`, as: 'ana' });

  expect([hub.name, await hub.now(), await hub.identity()]).toEqual([endpoint, Date.UTC(2026, 2, 10, 2), { kind: 'cli', id: 'ana' }]);
  server.close();
  server.closeAllConnections();
});
