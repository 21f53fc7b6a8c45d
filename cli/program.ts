import { Command, Option } from 'commander';

import { listApprovals, showApproval } from './commands/approvals.ts';
import { controlRun } from './commands/control-run.ts';
import { listRuns } from './commands/list-runs.ts';
import { showRun } from './commands/show-run.ts';
import { startRun } from './commands/start-run.ts';
import { validatePolicy } from './commands/validate-policy.ts';
import { vote } from './commands/vote.ts';
import { watchRun } from './commands/watch-run.ts';
import { badInput } from './exit-codes.ts';
import { connectHub } from './hub/aws-hub.ts';
import { LOCAL_ENDPOINT, localConnection, stageConnection } from './hub/connections.ts';
import type { Hub } from './hub/hub.ts';
import type { Output } from './output.ts';

interface HubOptions {
  endpoint?: string;
  stage?: string;
  as?: string;
}

/** The `patchwave` command. Each leaf only reads its arguments and calls one function of commands/. */
export function buildProgram(output: Output): Command {
  const program = new Command('patchwave')
    .description('Patches EC2 fleets across many AWS accounts, wave by wave.')
    .addOption(new Option('--endpoint <url>', `a local cloud (default ${LOCAL_ENDPOINT})`).conflicts('stage'))
    .option('--stage <name>', 'a deployed stage, with the AWS credentials of the environment')
    .option('--as <name>', 'who you are, on a local cloud only')
    .exitOverride((error) => {
      if (error.exitCode === 0) process.exit(0);
      throw badInput('See "patchwave --help".');
    });
  const hub = () => openHub(program.opts<HubOptions>());
  addPolicyCommands(program, output);
  addRunCommands(program, output, hub);
  addApprovalCommands(program, output, hub);
  return program;
}

async function openHub({ endpoint, stage, as }: HubOptions): Promise<Hub> {
  if (stage !== undefined && as !== undefined) throw badInput('--as: found with --stage, expected only with a local cloud: there your AWS identity says who you are.');
  const connection = stage === undefined ? localConnection(endpoint ?? LOCAL_ENDPOINT, as) : await stageConnection(stage);
  await connection.now();
  return connectHub(connection);
}

type OpenHub = () => Promise<Hub>;

function group(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).copyInheritedSettings(program);
}

function leaf(parent: Command, usage: string, description: string): Command {
  return parent.command(usage).description(description).copyInheritedSettings(parent).option('--json', 'for programs', false);
}

function addPolicyCommands(program: Command, output: Output): void {
  const policy = group(program, 'policy', 'who is patched, when and how');
  leaf(policy, 'validate <file>', 'check a policy or run input; exit 2 with every problem named')
    .action((file: string, options: { json: boolean }) => validatePolicy(output, file, options));
}

function addRunCommands(program: Command, output: Output, hub: OpenHub): void {
  const run = group(program, 'run', 'one execution of a policy');
  leaf(run, 'start', "ask for a run and wait for the planner's yes or no")
    .option('--policy <file>', 'a policy in YAML')
    .option('--run-input <file>', 'waves inline, in JSON or YAML')
    .action(async (options: { policy?: string; runInput?: string; json: boolean }) => void (await startRun(await hub(), output, options)));
  leaf(run, 'list', 'the last runs').action(async (options: { json: boolean }) => listRuns(await hub(), output, options));
  leaf(run, 'status <run>', 'the sums, and in words what is awaited and why')
    .action(async (id: string, options: { json: boolean }) => showRun(await hub(), output, { id, ...options }));
  leaf(run, 'watch <run>', 'follow a run to its end; exit 0 only when it completed')
    .action(async (id: string, options: { json: boolean }) => watchRun(await hub(), output, { id, ...options }));
  for (const action of ['pause', 'resume', 'abort'] as const) {
    leaf(run, `${action} <run>`, `${action} a run`)
      .requiredOption('--reason <text>', 'why, for the report')
      .action(async (id: string, options: { reason: string; json: boolean }) => controlRun(await hub(), output, { id, action, ...options }));
  }
}

function addApprovalCommands(program: Command, output: Output, hub: OpenHub): void {
  const approval = group(program, 'approval', 'the leave to start a wave');
  leaf(approval, 'list', 'what waits for people').action(async (options: { json: boolean }) => listApprovals(await hub(), output, options));
  leaf(approval, 'show <run> <wave>', 'what exactly is to be approved')
    .action(async (id: string, wave: string, options: { json: boolean }) => showApproval(await hub(), output, { id, wave, ...options }));
  leaf(approval, 'approve <run> <wave>', 'approve a wave')
    .option('--reason <text>', 'for the record')
    .action(async (id: string, wave: string, options: { reason?: string; json: boolean }) => vote(await hub(), output, { id, wave, decision: 'approve', ...options }));
  leaf(approval, 'reject <run> <wave>', 'refuse a wave')
    .requiredOption('--reason <text>', 'why, for the report')
    .action(async (id: string, wave: string, options: { reason: string; json: boolean }) => vote(await hub(), output, { id, wave, decision: 'reject', ...options }));
}
