import type { Command } from 'commander';

import { listApprovals } from '../commands/list-approvals.ts';
import { showApproval } from '../commands/show-approval.ts';
import { vote } from '../commands/vote.ts';
import { readReason } from '../read-reason.ts';
import { group, isJson, leaf, type LeafOptions } from './leaf.ts';
import type { OpenSession } from './program.ts';

export function addApprovalCommands(program: Command, open: OpenSession): void {
  const approval = group(program, 'approval', 'the leave to start a wave');
  leaf(approval, 'list', 'what waits for people').action(async (options: LeafOptions) => listApprovals(await open(), { json: isJson(options) }));
  leaf(approval, 'show <run> <wave>', 'what exactly is to be approved').action(
    async (id: string, wave: string, options: LeafOptions) => showApproval(await open(), { id, wave, json: isJson(options) }),
  );
  leaf(approval, 'approve <run> <wave>', 'approve a wave')
    .option('--reason <text>', 'for the record')
    .action(async (id: string, wave: string, options: LeafOptions & { reason?: string }) => {
      const reason = options.reason === undefined ? {} : { reason: readReason(options.reason) };
      await vote(await open(), { id, wave, decision: 'approve', ...reason, json: isJson(options) });
    });
  leaf(approval, 'reject <run> <wave>', 'refuse a wave; one no is enough and ends the run')
    .requiredOption('--reason <text>', 'why, for the report')
    .action(async (id: string, wave: string, options: LeafOptions & { reason: string }) => {
      const reason = readReason(options.reason);
      await vote(await open(), { id, wave, decision: 'reject', reason, json: isJson(options) });
    });
}
