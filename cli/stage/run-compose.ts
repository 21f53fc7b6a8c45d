import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { composeFileFor } from './compose-file.ts';
import type { StageRequest } from './read-stage-request.ts';

const COMPOSE = 'node_modules/@osls/compose/bin/serverless-compose';

/** Deploys or removes a stage's services in the order of their dependencies. Gives Compose's exit code. */
export async function runCompose(root: string, request: StageRequest): Promise<number> {
  // Compose reads its file in its working folder, and keeps its log and state below it.
  const folder = join(root, '.serverless', `compose-${request.stage}`);
  const file = join(folder, 'serverless-compose.yml');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, composeFileFor(readFileSync(join(root, 'serverless-compose.yml'), 'utf8'), root, request), { mode: 0o600 });
  const compose = spawn(process.execPath, [join(root, COMPOSE), request.command, '--stage', request.stage], {
    cwd: folder,
    stdio: 'inherit',
    // Compose starts the packager by its name.
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}` },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => compose.kill(signal));
  const [code] = (await once(compose, 'exit')) as [number | null];
  // It may hold the ExternalId.
  rmSync(file);
  return code ?? 1;
}
