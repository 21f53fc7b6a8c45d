import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parse } from 'yaml';

import { printedTemplates, STAGES } from '../security/templates/printed-templates.ts';
import { runProgram } from './foreign-cloud.ts';

const root = join(__dirname, '..', '..');
const written = [join(root, 'services', 'spoke', 'template.yml'), join(root, 'services', 'platform', 'replica.template.yml')];
// Printed templates: one a service and stage.
const TEMPLATES_LEAST = 7 * STAGES.length + written.length;

interface Finding {
  Level: string;
  Rule: { Id: string };
  Filename: string;
  Message: string;
}

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'patchwave-templates-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('cfn-lint finds no error in any template of any stage, and no action that IAM does not know', async () => {
  const templates = [...(await printedFiles()), ...written];

  const { stdout } = await runProgram('cfn-lint', ['--format', 'json', ...templates]);

  const findings = JSON.parse(stdout) as Finding[];
  const told = findings.map(({ Level, Rule, Filename, Message }) => `${Level} ${Rule.Id} ${Filename.replace(`${folder}/`, '')}: ${Message}`);
  const resources = templates.map(resourcesOf).reduce((sum, count) => sum + count, 0);
  process.stderr.write(`cfn-lint: ${String(templates.length)} templates, ${String(resources)} resources, ${String(findings.length)} findings\n`);
  // W3037 is only a warning: an action that does not exist allows nothing, and the function fails when it needs it.
  const faults = told.filter((line) => line.startsWith('Error') || line.startsWith('Warning W3037'));
  expect({ faults, enough: templates.length >= TEMPLATES_LEAST && resources > 500 }).toEqual({ faults: [], enough: true });
}, 300_000);

async function printedFiles(): Promise<string[]> {
  const files: string[] = [];
  for (const stage of STAGES) {
    for (const [service, template] of Object.entries(await printedTemplates(stage))) {
      const file = join(folder, `${stage}-${service}.json`);
      writeFileSync(file, JSON.stringify(template));
      files.push(file);
    }
  }
  return files;
}

/** The short forms of the intrinsics are of no interest here, only how many resources there are. */
function resourcesOf(template: string): number {
  const { Resources } = parse(readFileSync(template, 'utf8'), { logLevel: 'silent' }) as { Resources: object };
  return Object.keys(Resources).length;
}
