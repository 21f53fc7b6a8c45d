import type { Command } from 'commander';

import { recoverStage } from '../commands/recover-stage.ts';
import type { Output } from '../output.ts';
import type { RecoveryTables } from '../recovery/recovery-tables.ts';
import { isJson, leaf, type LeafOptions } from './leaf.ts';

export function addRecoverCommand(program: Command, open: () => Promise<{ tables: RecoveryTables; output: Output }>): void {
  leaf(program, 'recover', "put restored copies into the stage's tables, while no function runs (docs/disaster-recovery.md)")
    .requiredOption('--stopped-at <time>', 'since when no function runs, such as 2026-03-10T02:00:00Z')
    .option('--suffix <text>', 'what the names of the copies have behind those of the tables', '-restored')
    .action(async (options: LeafOptions & { stoppedAt: string; suffix: string }) => {
      const { stoppedAt, suffix } = options;
      await recoverStage(await open(), { stoppedAt, suffix, json: isJson(options) });
    });
}
