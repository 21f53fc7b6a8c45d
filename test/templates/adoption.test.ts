import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { importOf, referredTo, type Import, type Template } from '#cli/stage/adopt/import-of-template.ts';
import { writeAdoption } from '#cli/stage/adopt/write-adoption.ts';
import { printedTemplates, STAGES, type Stage } from '#test/security/templates/printed-templates.ts';

/** What CloudFormation takes as a text; more would have to lie in a bucket. */
const TEMPLATE_BODY_MAX = 51_200;

const templates = new Map<Stage, Record<string, Template>>();
beforeAll(async () => {
  for (const stage of STAGES) templates.set(stage, (await printedTemplates(stage)) as unknown as Record<string, Template>);
}, 180_000);

it.each(STAGES)('what a removal of %s keeps can be imported: identified, referring to nothing that is gone, small enough', (stage) => {
  const imports = Object.values(templates.get(stage)!).map(importOf).filter((one): one is Import => one !== undefined);
  const resources = imports.flatMap((one) => one.resources);
  process.stderr.write(`adoption: ${resources.length} resources of ${stage} in ${imports.length} stacks\n`);
  expect({
    stacks: imports.length,
    resources: resources.length,
    nameless: resources.filter(({ ResourceIdentifier }) => !Object.values(ResourceIdentifier).every((value) => /^(KEY-ID|[a-z0-9-]+(-ACCOUNT-ID)?)$/.test(value))),
    dangling: imports.flatMap(({ template }) => referredTo(template.Resources).filter((name) => !(name in template.Resources))),
    tooLarge: imports.filter(({ template }) => JSON.stringify(template, null, 2).length > TEMPLATE_BODY_MAX).length,
  }).toEqual({ stacks: 7, resources: stage === 'dev' ? 10 : 11, nameless: [], dangling: [], tooLarge: 0 });
});

describe('the script that adopts a stage', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'patchwave-adopt-'));
    for (const [service, template] of Object.entries(templates.get('prod')!)) {
      mkdirSync(join(root, 'services', service, '.serverless'), { recursive: true });
      writeFileSync(join(root, 'services', service, '.serverless', 'cloudformation-template-update-stack.json'), JSON.stringify(template));
    }
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('imports into one stack after another, with the ids of this account filled in', () => {
    const script = writeAdoption({ root, stage: 'prod', region: 'eu-west-1', services: ['platform', 'planner'] });
    expect(runWithAwsInItsPlace(script)).toEqual([
      'eu-west-1 sts get-caller-identity',
      'eu-west-1 dynamodb describe-table --table-name patchwave-prod-planner',
      ...['platform', 'planner'].flatMap((service) => [
        `eu-west-1 cloudformation create-change-set --stack-name patchwave-${service}-prod --change-set-name adopt --change-set-type IMPORT`,
        `eu-west-1 cloudformation wait change-set-create-complete --stack-name patchwave-${service}-prod --change-set-name adopt`,
        `eu-west-1 cloudformation execute-change-set --stack-name patchwave-${service}-prod --change-set-name adopt`,
        `eu-west-1 cloudformation wait stack-import-complete --stack-name patchwave-${service}-prod`,
      ]),
    ]);
    const filled = readFileSync(join(script, '..', 'platform.resources.json.filled'), 'utf8');
    const identifiers = (JSON.parse(filled) as Import['resources']).map(({ ResourceIdentifier }) => Object.values(ResourceIdentifier)[0]);
    expect(identifiers).toEqual(['1234-abcd', ...['runs', 'snapshots', 'access-logs', 'trail'].map((name) => `patchwave-prod-${name}-222233334444`)]);
  });

  /** A command of the name `aws` that answers the two questions, and says of each call its region and first words. */
  function runWithAwsInItsPlace(script: string): string[] {
    const bin = join(root, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'aws'), [
      '#!/bin/sh',
      `echo "$AWS_REGION $*" >> '${join(root, 'calls')}'`,
      'case "$1" in sts) echo 222233334444 ;; dynamodb) echo arn:aws:kms:eu-west-1:222233334444:key/1234-abcd ;; esac',
    ].join('\n'));
    chmodSync(join(bin, 'aws'), 0o755);
    execFileSync('sh', [script], { env: { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` }, stdio: 'pipe' });
    return readFileSync(join(root, 'calls'), 'utf8').trim().split('\n').map((call) => call.replace(/ --(query|template-body) .*$/, ''));
  }
});
