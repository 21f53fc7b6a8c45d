import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { packageServices, SERVICES } from '#local/runtime/packaging/package-services.ts';
import { runProgram } from './foreign-cloud.ts';

const root = join(__dirname, '..', '..');
const packaged = SERVICES.map((service) => join('services', service, '.serverless', 'cloudformation-template-update-stack.json'));
const spoke = join('services', 'spoke', 'template.yml');

interface Finding {
  Level: string;
  Rule: { Id: string };
  Filename: string;
  Message: string;
}

beforeAll(() => packageServices({ root, stage: 'dev', progress: () => undefined }));

it('cfn-lint finds no error in any packaged template', async () => {
  const templates = [...packaged, spoke];
  expect(templates.filter((template) => !existsSync(join(root, template)))).toEqual([]);

  const { stdout } = await runProgram('cfn-lint', ['--format', 'json', ...templates.map((template) => join(root, template))]);

  const findings = JSON.parse(stdout) as Finding[];
  const told = findings.map(({ Level, Rule, Filename, Message }) => `${Level} ${Rule.Id} ${Filename}: ${Message}`);
  const resources = [...packaged.map(resourcesOf), resourcesOfSpoke()].reduce((sum, count) => sum + count, 0);
  process.stderr.write(`cfn-lint: ${String(templates.length)} templates, ${String(resources)} resources, ${String(findings.length)} findings\n`);
  expect({ errors: told.filter((line) => line.startsWith('Error')), enough: templates.length >= 8 && resources > 50 }).toEqual({ errors: [], enough: true });
});

function resourcesOf(template: string): number {
  const { Resources } = JSON.parse(readFileSync(join(root, template), 'utf8')) as { Resources: object };
  return Object.keys(Resources).length;
}

/** The short forms of the intrinsics are of no interest here, only how many resources there are. */
function resourcesOfSpoke(): number {
  const { Resources } = parse(readFileSync(join(root, spoke), 'utf8'), { logLevel: 'silent' }) as { Resources: object };
  return Object.keys(Resources).length;
}
