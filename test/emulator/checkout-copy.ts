import { cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const parts = ['package.json', 'tsconfig.json', 'serverless-compose.yml', 'cli', 'config', 'docs', 'local', 'policies', 'services', 'shared'];

/** The checkout in a folder of its own, so that a deployment's packages do not lie where the local cloud reads its own. */
export function copyOfCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'patchwave-checkout-'));
  for (const part of parts) cpSync(part, join(folder, part), { recursive: true, filter: (path) => !/\.(serverless|esbuild)(\/|$)/.test(path) });
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
