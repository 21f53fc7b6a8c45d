#!/usr/bin/env node
// Plain JavaScript for whatever Node the machine has: runs the CLI on the Node from npm, which reads TypeScript itself.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node = join(root, 'node_modules', '.bin', 'node');
if (!existsSync(node)) {
  process.stderr.write('patchwave: found no node_modules, expected an installed project. Run "node setup.mjs" in its folder.\n');
  process.exit(2);
}
const cli = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, 'cli', 'main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => cli.kill(signal));
cli.on('exit', (code, signal) => process.exit(signal === 'SIGINT' ? 130 : (code ?? 1)));
