import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface MiniStack {
  port: number;
  /** The certificate that it made for itself: only TLS is answered, so that policies which demand it can be met. */
  ca: Buffer;
  /** Everything that it and the functions have said. */
  log(): string;
  stop(): Promise<void>;
}

const START_SECONDS = 60;

/** The folder of MiniStack's program. */
function emulatorBin(): string {
  const bin = process.env['PATCHWAVE_EMULATOR_BIN'];
  if (bin !== undefined && bin !== '') return bin;
  throw new Error(
    'PATCHWAVE_EMULATOR_BIN: found nothing, expected the bin folder of a virtual environment with test/emulator/requirements.txt. ' +
      'Make one: python3 -m venv .venv/emulator && .venv/emulator/bin/pip install -r test/emulator/requirements.txt; ' +
      'then PATCHWAVE_EMULATOR_BIN=$PWD/.venv/emulator/bin npm run test:emulator',
  );
}

/**
 * MiniStack on 127.0.0.1 with its policies in force (AUTH=true): each function's role, each bucket's and queue's policy.
 * With PATCHWAVE_EMULATOR_LOG set, all that it and the functions said is written to that file at the end.
 * @param environment What its functions inherit.
 */
export async function startMiniStack(environment: NodeJS.ProcessEnv = {}): Promise<MiniStack> {
  const folder = mkdtempSync(join(tmpdir(), 'patchwave-ministack-'));
  const port = await freePort();
  const server = spawn(join(emulatorBin(), 'ministack'), [], {
    // A clean environment: what the caller's shell says of certificates or of AWS must not reach the functions.
    env: {
      PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter), HOME: folder, TMPDIR: folder,
      GATEWAY_PORT: String(port), BIND_HOST: '127.0.0.1', USE_SSL: '1', AUTH: 'true', IOT_MTLS_ENABLED: '0', SFTP_ENABLED: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ca = await certificateOf(server, { folder, port }, () => said);
  return {
    port,
    ca,
    log: () => said,
    async stop() {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      const killed = setTimeout(() => server.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(killed);
      const file = process.env['PATCHWAVE_EMULATOR_LOG'];
      if (file !== undefined) writeFileSync(file, said);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function certificateOf(server: { exitCode: number | null }, { folder, port }: { folder: string; port: number }, said: () => string): Promise<Buffer> {
  for (let seconds = 0; seconds < START_SECONDS && server.exitCode === null; seconds += 0.25) {
    await wait(250);
    if (!said().includes('Running on https://')) continue;
    const ca = readFileSync(join(folder, 'ministack-tls', 'server.crt'));
    if (await isHealthy(port, ca)) return ca;
  }
  throw new Error(`MiniStack did not come up within ${START_SECONDS} s (exit code ${String(server.exitCode)}); it makes its certificate with openssl. It said:\n${said()}`);
}

function isHealthy(port: number, ca: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    request({ host: '127.0.0.1', port, ca, path: '/_ministack/health' }, (reply) => resolve(reply.resume().statusCode === 200))
      .on('error', () => resolve(false))
      .end();
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
