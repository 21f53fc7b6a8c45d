// Runs before every public script, on whatever Node >= 20 the machine has. Installs the locked packages when the
// lock file changed, then makes sure that the Node from npm (the one Lambda runs) is the one the scripts will use.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const stamp = join(root, 'node_modules', '.patchwave-lock-sha256');
const lockHash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash;

if (!installed) {
  process.stderr.write('Installing the locked packages (npm ci), once per change of package-lock.json ...\n');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) fail(`npm ci ended with ${npm.status ?? npm.error?.message}; see the lines above.`);
}

const node = spawnSync(join(root, 'node_modules', '.bin', 'node'), ['--version'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const version = node.stdout?.trim() ?? '';
if (!version.startsWith('v24.')) {
  fail(`expected Node 24 from npm in node_modules/.bin, found ${version || 'none'}: this platform has no node-* package in package.json; on macOS run "npm i --no-save node@24".`);
}
if (!installed) writeFileSync(stamp, lockHash);

function fail(reason) {
  process.stderr.write(`setup: ${reason}\n`);
  process.exit(1);
}
