import { Command, Option } from 'commander';

import { spokeDeployCommand } from '../doctor/spoke-deploy-command.ts';
import type { ProbeChoice } from '../doctor/open-probe.ts';
import type { Probe } from '../doctor/probe.ts';
import { badInput } from '../exit-codes.ts';
import { LOCAL_ENDPOINT } from '../hub/connections.ts';
import type { Hub } from '../hub/hub.ts';
import type { HubChoice } from '../hub/open-hub.ts';
import type { Output } from '../output.ts';
import type { RecoveryChoice } from '../recovery/open-recovery.ts';
import type { RecoveryTables } from '../recovery/recovery-tables.ts';
import type { Session } from '../session.ts';
import type { Pace } from '../wait-until.ts';
import { addApprovalCommands } from './approval-commands.ts';
import { addDoctorCommand, type OpenExamination } from './doctor-command.ts';
import { addPolicyCommands } from './policy-commands.ts';
import { addRecoverCommand } from './recover-command.ts';
import { addRunCommands } from './run-commands.ts';

export interface Surroundings {
  output: Output;
  pace: Pace;
  openHub: (choice: HubChoice) => Promise<Hub>;
  openProbe: (choice: ProbeChoice) => Promise<Probe>;
  openRecovery: (choice: RecoveryChoice) => Promise<RecoveryTables>;
  /** The text of the template that every spoke is made from. */
  readSpokeTemplate: () => string;
}

/** Opens the hub that the options name. Called by a command only once its own arguments are known to be good. */
export type OpenSession = () => Promise<Session>;

/** The `patchwave` command. Each leaf only reads its arguments and calls one function of commands/. */
export function buildProgram(surroundings: Surroundings): Command {
  const { output, pace, openHub } = surroundings;
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
  addDoctorCommand(program, () => openExamination(program.opts<ProbeChoice>(), surroundings));
  addRecoverCommand(program, async () => ({ tables: await surroundings.openRecovery(program.opts<RecoveryChoice>()), output }));
  return program;
}

async function openExamination(choice: ProbeChoice, { output, pace, openProbe, readSpokeTemplate }: Surroundings): ReturnType<OpenExamination> {
  const probe = await openProbe(choice);
  const { stage, trust: { roleName, organizationId, optInTagValue } } = probe;
  const template = readSpokeTemplate();
  return { probe, output, pace, spokeDeployCommand: (hub) => spokeDeployCommand(template, { ...hub, stage, roleName, organizationId, optInTagValue }) };
}
