import { randomUUID } from 'node:crypto';

import { readRunDefinition } from '#shared/domain/policy/read-run-definition.ts';
import { showQuota } from '#shared/domain/quota.ts';
import { showDuration } from '#shared/domain/show-time.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';
import { answer, type Output } from '../output.ts';
import { describeRules } from './validate-policy-rules.ts';
import { badDefinition, readDocument } from '../read-document.ts';
import { table } from '../table.ts';

/** Checks a policy (or a run input) as the planner will, without asking any hub, as of its next scheduled time or `now` (epoch ms). */
export function validatePolicy(output: Output, file: string, { json, now }: { json: boolean; now: number }): void {
  const document = readDocument(file);
  const source = isRunInput(document) ? { runInput: document } : { policy: document };
  const result = readRunDefinition(source, randomUUID(), { now, beforehand: true });
  if (result.ok) {
    answer(output, { json, value: { valid: true, definition: result.definition }, words: () => describe(file, result.definition) });
    return;
  }
  if (json) answer(output, { json, value: { valid: false, problems: result.problems }, words: () => '' });
  throw badDefinition(file, result.problems);
}

/** A run input has no name and no targets, but waves with filters. */
function isRunInput(document: unknown): boolean {
  return document !== null && typeof document === 'object' && 'waves' in document && !('name' in document) && !('targets' in document);
}

function describe(file: string, definition: RunDefinition): string {
  const rows = definition.waves.map((wave) => [
    wave.name,
    wave.dependsOn.join(', '),
    `${wave.options.operation}, ${wave.options.rebootOption}`,
    showQuota(wave.maxConcurrency),
    showQuota(wave.maxErrors),
    wave.maxConcurrentAccounts,
    showDuration(wave.bakeSeconds * 1000),
  ]);
  return [
    `${file} is valid: ${definition.kind === 'policy' ? `policy ${definition.policyName}` : 'an ad-hoc run'}, ${scopeOf(definition)}.`,
    '',
    table(['wave', 'after', 'operation', 'at once', 'errors', 'accounts', 'bake'], rows),
    '',
    ...describeRules(definition),
    describeApproval(definition),
  ].join('\n');
}

function scopeOf({ waves }: RunDefinition): string {
  const regions = new Set(waves.flatMap(({ select }) => select.regions));
  const platforms = new Set(waves.flatMap(({ select }) => select.platforms));
  return `${[...platforms].join(', ')} in ${[...regions].join(', ')}`;
}

function describeApproval({ approval }: RunDefinition): string {
  if (!approval.required) return 'No approval is needed.';
  const people = approval.quorum === 1 ? 'one person' : `${String(approval.quorum)} people`;
  const who = approval.approvers.length === 0 ? '' : ` of ${approval.approvers.join(', ')}`;
  return `Each wave needs the approval of ${people}${who}, never of whoever started the run.`;
}
