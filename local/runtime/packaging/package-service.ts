import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { sourceHash } from './source-hash.ts';

export interface PackageRequest {
  /** Absolute path of the repository. */
  root: string;
  /** Folder name below services/. */
  service: string;
  stage: string;
  /** Further arguments for the packager, such as `--param=organizationId=o-abc`. */
  options: readonly string[];
}

export type PackageResult = 'packaged' | 'unchanged';

const PACKAGER = 'node_modules/serverless/bin/serverless.js';
// About 4 s on an idle machine.
const PACKAGER_TIMEOUT_MS = 180_000;
// The variables that config/*.yml reads: another value makes another template.
const READ_BY_CONFIG = ['PATCHWAVE_ORGANIZATION_ID', 'PATCHWAVE_SPOKE_EXTERNAL_ID', 'AWS_REGION'];
const STAMP = 'patchwave-sources.sha256';
const TEMPLATE = 'cloudformation-template-update-stack.json';

/** Packages one service into its `.serverless/`, unless nothing that goes into it has changed since. */
export async function packageService(request: PackageRequest): Promise<PackageResult> {
  const made = join(request.root, 'services', request.service, '.serverless');
  const stamp = join(made, STAMP);
  const hash = inputHash(request);
  if (existsSync(join(made, TEMPLATE)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return 'unchanged';
  await runPackager(request);
  // Last, so that a packager that was killed half-way leaves no stamp.
  writeFileSync(stamp, hash);
  return 'packaged';
}

function inputHash({ root, service, stage, options }: PackageRequest): string {
  const sources = sourceHash(root, [`services/${service}`, 'shared', 'config'], ['package.json', 'package-lock.json']);
  const environment = Object.entries(process.env).filter(([name]) => READ_BY_CONFIG.includes(name));
  return JSON.stringify([sources, stage, options, environment.sort()]);
}

function runPackager({ root, service, stage, options }: PackageRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, PACKAGER), 'package', '--stage', stage, ...options], {
      cwd: join(root, 'services', service),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: PACKAGER_TIMEOUT_MS,
      // Nothing is asked of AWS while packaging, so no credentials are needed and none should be looked for.
      env: { ...process.env, SLS_NOTIFICATIONS_MODE: 'off', SLS_TRACKING_DISABLED: '1', AWS_EC2_METADATA_DISABLED: 'true' },
    });
    let output = '';
    const keep = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`packaging ${service} for stage ${stage} ended with ${code ?? signal ?? 'no code'}:\n${output.trim()}`));
    });
  });
}
