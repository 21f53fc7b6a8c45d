import type { Command } from 'commander';

import { controlRun, controls } from '../commands/control-run.ts';
import { listRuns } from '../commands/list-runs.ts';
import { readRunSource } from '../commands/read-run-source.ts';
import { showRun } from '../commands/show-run.ts';
import { startRun } from '../commands/start-run.ts';
import { watchRun } from '../commands/watch-run.ts';
import { readReason } from '../read-reason.ts';
import { group, isJson, leaf, type LeafOptions } from './leaf.ts';
import type { OpenSession } from './program.ts';

export function addRunCommands(program: Command, open: OpenSession): void {
  const run = group(program, 'run', 'one execution of a policy');
  addStart(run, open);
  leaf(run, 'list', 'the last runs').action(async (options: LeafOptions) => listRuns(await open(), { json: isJson(options) }));
  leaf(run, 'status <run>', 'the sums, and in words what is awaited and why').action(
    async (id: string, options: LeafOptions) => showRun(await open(), { id, json: isJson(options) }),
  );
  leaf(run, 'watch <run>', 'follow a run to its end; exit 0 only when it completed').action(
    async (id: string, options: LeafOptions) => watchRun(await open(), { id, json: isJson(options) }),
  );
  addControls(run, open);
}

function addStart(run: Command, open: OpenSession): void {
  leaf(run, 'start', "ask for a run and wait for the planner's yes or no")
    .option('--policy <file>', 'a policy in YAML')
    .option('--run-input <file>', 'waves inline, in JSON or YAML')
    .action(async (options: LeafOptions & { policy?: string; runInput?: string }) => {
      const source = readRunSource(options);
      await startRun(await open(), { source, json: isJson(options) });
    });
}

function addControls(run: Command, open: OpenSession): void {
  for (const [action, { description }] of Object.entries(controls)) {
    leaf(run, `${action} <run>`, description)
      .requiredOption('--reason <text>', 'why, for the report')
      .action(async (id: string, options: LeafOptions & { reason: string }) => {
        const reason = readReason(options.reason);
        await controlRun(await open(), { id, action: action as keyof typeof controls, reason, json: isJson(options) });
      });
  }
}
