import { randomUUID } from 'node:crypto';

import { describeProblem } from '#shared/domain/problem.ts';
import { readRunDefinition } from '#shared/domain/policy/read-run-definition.ts';
import { showQuota } from '#shared/domain/quota.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';
import { CommandFailure, exitCodes } from '../exit-codes.ts';
import { answer, type Output } from '../output.ts';
import { readDocument } from '../read-document.ts';
import { table } from '../table.ts';

/** Checks a policy (or a run input) as the planner will, without asking any hub. */
export function validatePolicy(output: Output, file: string, { json }: { json: boolean }): void {
  const document = readDocument(file);
  const source = isRunInput(document) ? { runInput: document } : { policy: document };
  const result = readRunDefinition(source, randomUUID());
  if (result.ok) {
    answer(output, { json, value: { valid: true, definition: result.definition }, words: () => describe(file, result.definition) });
    return;
  }
  if (json) output.result(JSON.stringify({ valid: false, problems: result.problems }, null, 2));
  const words = result.problems.map((problem) => `  ${describeProblem(problem)}`).join('\n');
  throw new CommandFailure(exitCodes.badInput, `${file}: ${String(result.problems.length)} to mend\n${words}`);
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
    `${String(wave.bakeSeconds / 60)} min`,
  ]);
  return [
    `${file} is valid: ${definition.policyName}`,
    table(['wave', 'after', 'operation', 'at once', 'errors', 'accounts', 'bake'], rows),
    definition.approval.required ? `Each wave needs ${String(definition.approval.quorum)} approval(s).` : 'No approval is needed.',
  ].join('\n');
}
