import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { SERVICES } from '#local/runtime/packaging/package-services.ts';
import { inPackagingTurn } from '#local/runtime/packaging/packaging-turn.ts';
import { sourceHash } from '#local/runtime/packaging/source-hash.ts';

export const STAGES = ['dev', 'staging', 'prod'] as const;
export type Stage = (typeof STAGES)[number];

// prod is judged with every option, since what an option adds has to be as safe as the rest.
const OPTIONS: Record<Stage, readonly string[]> = {
  dev: [],
  staging: [],
  prod: [
    'vpcId=vpc-0a1b2c3d', 'subnetIds=subnet-0a1b2c3d,subnet-1a2b3c4d', 'securityGroupIds=sg-0a1b2c3d', 'routeTableIds=rtb-0a1b2c3d',
    'spokeOrganizationalUnits=ou-ab12-cd34ef56', 'spokeRegions=us-east-1,us-west-2', 'alarmEmail=operators@example.com', 'noticeEmail=owners@example.com',
  ],
};

/** A template as `serverless package` prints it. */
export interface PrintedTemplate {
  Parameters?: Record<string, { Default?: unknown }>;
  Conditions?: Record<string, unknown>;
  Resources: Record<string, PrintedResource>;
}

export interface PrintedResource {
  Type: string;
  Condition?: string;
  DeletionPolicy?: string;
  Properties?: Record<string, unknown>;
}

const root = resolve('.');
const kept = join(root, 'node_modules', '.cache', 'patchwave-templates');
const PRINTED = 'cloudformation-template-update-stack.json';
const PACKAGER = join(root, 'node_modules', 'serverless', 'bin', 'serverless.js');
const LEFT_OUT = /[/\\](src|\.serverless|\.esbuild)([/\\]|$)|\.test\.ts$/;
const AT_ONCE = 2;
// What an operator gives staging and prod; dev has its own.
const GIVEN = { PATCHWAVE_ORGANIZATION_ID: 'o-patchwave01', PATCHWAVE_SPOKE_EXTERNAL_ID: 'an-external-id-of-a-test' };

/**
 * The templates of all services for a stage, by service. Printed without building the bundles, which takes most of the
 * time of packaging and changes no resource; kept by content, so that an unchanged tree is printed once.
 */
export async function printedTemplates(stage: Stage): Promise<Record<string, PrintedTemplate>> {
  const folder = join(kept, `${stage}-${sourceHash(root, ['config', 'services/platform', 'services/spoke'], configurationFiles()).slice(0, 16)}`);
  mkdirSync(kept, { recursive: true });
  await inPackagingTurn(kept, () => (existsSync(folder) ? Promise.resolve() : print(stage, folder)));
  return Object.fromEntries(
    SERVICES.map((service) => [service, JSON.parse(readFileSync(join(folder, `${service}.json`), 'utf8')) as PrintedTemplate]),
  );
}

/** Services without code are all template; of the others the files at the top, none of the sources. */
function configurationFiles(): string[] {
  const files = SERVICES.filter((service) => service !== 'platform').flatMap((service) =>
    readdirSync(join(root, 'services', service), { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => join('services', service, name)),
  );
  return [...files, 'package-lock.json', 'test/security/templates/printed-templates.ts'];
}

async function print(stage: Stage, folder: string): Promise<void> {
  const copy = mkdtempSync(join(kept, 'making-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    cpSync(join(root, 'config'), join(copy, 'config'), { recursive: true });
    cpSync(join(root, 'services', 'spoke'), join(copy, 'services', 'spoke'), { recursive: true });
    mkdirSync(join(copy, 'printed'));
    const waiting: string[] = [...SERVICES];
    async function work(): Promise<void> {
      for (let service = waiting.shift(); service !== undefined; service = waiting.shift()) await printService(copy, stage, service);
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    renameSync(join(copy, 'printed'), folder);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function printService(copy: string, stage: Stage, service: string): Promise<void> {
  const place = join(copy, 'services', service);
  cpSync(join(root, 'services', service), place, { recursive: true, filter: (file) => !LEFT_OUT.test(file.slice(root.length)) });
  mkdirSync(join(place, 'src'));
  // Something has to be in the zip, and what it is does not show in the template.
  writeFileSync(join(place, 'src', 'lambda.mjs'), '');
  const settings = join(place, 'serverless.yml');
  writeFileSync(settings, readFileSync(settings, 'utf8').replace(/^plugins: \[serverless-esbuild\]$|^ {2}esbuild: .*$/gm, ''));
  await runPackager(place, stage);
  cpSync(join(place, '.serverless', PRINTED), join(copy, 'printed', `${service}.json`));
}

function runPackager(cwd: string, stage: Stage): Promise<void> {
  const quiet = { SLS_NOTIFICATIONS_MODE: 'off', SLS_TRACKING_DISABLED: '1', AWS_EC2_METADATA_DISABLED: 'true' };
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [PACKAGER, 'package', '--stage', stage, ...OPTIONS[stage].map((option) => `--param=${option}`)], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...quiet, ...(stage === 'dev' ? {} : GIVEN) },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', fail);
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(`printing ${cwd} for ${stage} ended with ${String(code)}:\n${output}`))));
  });
}
