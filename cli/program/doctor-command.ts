import type { Command } from 'commander';

import { examineStage, type Examination } from '../commands/examine-stage.ts';
import { readSpokeOptions } from '../doctor/read-spoke-options.ts';
import { isJson, leaf, type LeafOptions } from './leaf.ts';

/** Opens what the options name. Called only once the command's own arguments are known to be good. */
export type OpenExamination = () => Promise<Examination & { spokeDeployCommand: (hub: { hubAccountId: string; hubRegion: string }) => string }>;

interface DoctorOptions extends LeafOptions {
  account?: string[];
  region?: string[];
}

export function addDoctorCommand(program: Command, open: OpenExamination): void {
  leaf(program, 'doctor', 'look whether hub and spokes are well, and how to mend what is not')
    .option('--account <id...>', 'only these spokes (default: all of the organization)')
    .option('--region <name...>', "look at Systems Manager in these (default: the hub's region)")
    .action(async (options: DoctorOptions) => {
      const spokes = readSpokeOptions(options);
      const { spokeDeployCommand, ...examination } = await open();
      await examineStage(examination, { ...spokes, deployCommand: spokeDeployCommand, json: isJson(options) });
    });
}
