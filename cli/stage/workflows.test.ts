import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parse } from 'yaml';

import { stages } from './read-stage-request.ts';

interface Step {
  uses?: string;
  run?: string;
}
interface Job {
  uses?: string;
  'timeout-minutes'?: number;
  steps?: Step[];
}
interface Workflow {
  on: { workflow_dispatch?: { inputs: Record<string, { options?: string[] }> } };
  permissions?: unknown;
  jobs: Record<string, Job>;
}

const folder = resolve(__dirname, '..', '..', '.github', 'workflows');
const files = readdirSync(folder).filter((file) => file.endsWith('.yml'));
const workflows = files.map((file) => ({ file, workflow: parse(readFileSync(join(folder, file), 'utf8')) as Workflow }));
const jobs = workflows.flatMap(({ file, workflow }) => Object.entries(workflow.jobs).map(([name, job]) => ({ where: `${file} ${name}`, job })));
const steps = jobs.flatMap(({ where, job }) => (job.steps ?? []).map((step) => ({ where, step })));

it('finds the workflows that docs/deploy.md tells of', () => {
  expect(files.sort()).toEqual(['deploy-stage.yml', 'deploy.yml', 'notice.yml', 'security.yml', 'start-run.yml', 'verify.yml']);
});

/** What GitHub's own parser has against a workflow. */
async function faultsOf(file: string, content = readFileSync(join(folder, file), 'utf8')): Promise<string[]> {
  const { context, value } = parseWorkflow({ name: file, content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

it.each(files)("%s is a workflow to GitHub's own parser", async (file) => {
  expect(await faultsOf(file)).toEqual([]);
});

it("GitHub's own parser finds a word that is no key and a name that is no context", async () => {
  const spoilt = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    stepz: []\n    steps:\n      - run: echo ${{ githb.event }}\n';
  expect(await faultsOf('spoilt.yml', spoilt)).toEqual(["spoilt.yml (Line: 5, Col: 5): Unexpected value 'stepz'", "spoilt.yml (Line: 7, Col: 14): Unrecognized named-value: 'githb'"]);
});

it('pins every action of others by its commit, because a tag can be moved', () => {
  const used = steps.flatMap(({ where, step }) => (step.uses === undefined ? [] : [{ where, uses: step.uses }]));

  expect(used.length).toBeGreaterThan(5);
  expect(used.filter(({ uses }) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(uses))).toEqual([]);
});

it('calls only workflows of its own', () => {
  const called = jobs.flatMap(({ job }) => (job.uses === undefined ? [] : [job.uses.replace('./.github/workflows/', '')]));

  expect(called.length).toBeGreaterThan(3);
  expect(called.filter((file) => !files.includes(file))).toEqual([]);
});

it('says of every workflow what it may, and of every job how long', () => {
  expect(workflows.filter(({ workflow }) => workflow.permissions === undefined).map(({ file }) => file)).toEqual([]);
  expect(jobs.filter(({ job }) => job.steps !== undefined && job['timeout-minutes'] === undefined).map(({ where }) => where)).toEqual([]);
});

it('puts no text of others into a script, where it would be run', () => {
  expect(steps.filter(({ step }) => step.run?.includes('${{')).map(({ where }) => where)).toEqual([]);
});

it('offers the stages that there are', () => {
  const { workflow } = workflows.find(({ file }) => file === 'start-run.yml')!;

  expect(workflow.on.workflow_dispatch?.inputs['stage']?.options).toEqual([...stages]);
});
