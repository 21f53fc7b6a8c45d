import type { Problem } from '../problem.ts';
import type { RunDefinition } from '../run-definition.ts';
import { definePolicy } from './define-policy.ts';
import { defineRunInput } from './define-run-input.ts';
import { policyDocument } from './policy-document.ts';
import { runInput } from './run-input.ts';
import { scheduleProblems } from './schedule-problems.ts';
import { scopeProblems } from './scope-problems.ts';
import { shapeProblems } from './shape-problems.ts';
import { waveOrderProblems } from './wave-order-problems.ts';

export type RunDefinitionResult = { ok: true; definition: RunDefinition } | { ok: false; problems: readonly Problem[] };

export interface RunSource {
  /** A policy document, as parsed from its YAML. */
  policy?: unknown;
  /** Waves given inline. */
  runInput?: unknown;
}

/** Checks what a person wrote and fills in the defaults. The CLI calls it first, the planner again: neither trusts the other. */
export function readRunDefinition(source: RunSource, runId: string): RunDefinitionResult {
  if ((source.policy === undefined) === (source.runInput === undefined)) {
    return refused([{ field: 'policy, runInput', found: source.policy === undefined ? 'neither' : 'both', expected: 'exactly one of them' }]);
  }
  return source.policy === undefined ? readRunInput(source.runInput, runId) : readPolicy(source.policy);
}

function readPolicy(document: unknown): RunDefinitionResult {
  const shape = policyDocument.safeParse(document);
  if (!shape.success) return refused(shapeProblems(shape.error.issues, document));
  const policy = shape.data;
  const problems = [...scopeProblems(policy), ...waveOrderProblems(policy.waves), ...scheduleProblems(policy.schedule)];
  return problems.length > 0 ? refused(problems) : { ok: true, definition: definePolicy(policy) };
}

function readRunInput(document: unknown, runId: string): RunDefinitionResult {
  const shape = runInput.safeParse(document);
  if (!shape.success) return refused(shapeProblems(shape.error.issues, document));
  const problems = waveOrderProblems(shape.data.waves);
  return problems.length > 0 ? refused(problems) : { ok: true, definition: defineRunInput(shape.data, runId) };
}

function refused(problems: readonly Problem[]): RunDefinitionResult {
  return { ok: false, problems };
}
