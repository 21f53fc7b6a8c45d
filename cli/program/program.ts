import { Command, Option } from 'commander';

import { badInput } from '../exit-codes.ts';
import { LOCAL_ENDPOINT } from '../hub/connections.ts';
import type { Hub } from '../hub/hub.ts';
import type { HubChoice } from '../hub/open-hub.ts';
import type { Output } from '../output.ts';
import type { Session } from '../session.ts';
import type { Pace } from '../wait-until.ts';
import { addApprovalCommands } from './approval-commands.ts';
import { addPolicyCommands } from './policy-commands.ts';
import { addRunCommands } from './run-commands.ts';

export interface Surroundings {
  output: Output;
  pace: Pace;
  openHub: (choice: HubChoice) => Promise<Hub>;
}

/** Opens the hub that the options name. Called by a command only once its own arguments are known to be good. */
export type OpenSession = () => Promise<Session>;

/** The `patchwave` command. Each leaf only reads its arguments and calls one function of commands/. */
export function buildProgram({ output, pace, openHub }: Surroundings): Command {
  const program = new Command('patchwave')
    .description('Patches EC2 fleets across many AWS accounts, wave by wave.')
    .addOption(new Option('--endpoint <url>', `a local cloud (default ${LOCAL_ENDPOINT})`).conflicts('stage'))
    .option('--stage <name>', 'a deployed stage, with the AWS credentials of the environment')
    .option('--as <name>', 'who you are, on a local cloud only (default: your user name)')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => output.result(text.trimEnd()), writeErr: (text) => output.note(text.trimEnd()) })
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : badInput('"patchwave --help" shows the commands, "patchwave <command> --help" their options.');
    });
  const open: OpenSession = async () => ({ hub: await openHub(program.opts<HubChoice>()), output, pace });
  addPolicyCommands(program, output);
  addRunCommands(program, open);
  addApprovalCommands(program, open);
  return program;
}
