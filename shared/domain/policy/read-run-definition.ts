import type { Problem } from '../problem.ts';
import type { RunDefinition } from '../run-definition.ts';
import { contradictions } from './contradictions.ts';
import type { Circumstances } from './contradictions/circumstances.ts';
import { definePolicy } from './define-policy.ts';
import { defineRunInput } from './define-run-input.ts';
import { nextStart } from './next-start.ts';
import { policyDocument, type PolicyDocument } from './policy-document.ts';
import { runInput } from './run-input.ts';
import { timeProblems } from './schedule-problems.ts';
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

/** What is known of the run; what is left out refuses nothing. */
export interface RunCircumstances {
  /** When it is checked (epoch ms). */
  now?: number;
  /** Nobody asks for a run yet: a policy with a schedule is judged as of its next time. Else the run begins now. */
  beforehand?: boolean;
  /** The identity of whoever asks for the run. */
  requester?: string;
}

/** Checks what a person wrote and fills in the defaults. The CLI calls it first, the planner again: neither trusts the other. */
export function readRunDefinition(source: RunSource, runId: string, circumstances: RunCircumstances = {}): RunDefinitionResult {
  if ((source.policy === undefined) === (source.runInput === undefined)) {
    return refused([{ field: 'policy, runInput', found: source.policy === undefined ? 'neither' : 'both', expected: 'exactly one of them' }]);
  }
  return source.policy === undefined ? readRunInput(source.runInput, runId) : readPolicy(source.policy, circumstances);
}

function readPolicy(document: unknown, circumstances: RunCircumstances): RunDefinitionResult {
  const shape = policyDocument.safeParse(document);
  if (!shape.success) return refused(shapeProblems(shape.error.issues, document));
  const policy = shape.data;
  const times = timeProblems(policy);
  const definition = definePolicy(policy);
  const problems = [
    ...scopeProblems(policy),
    ...waveOrderProblems(policy.waves),
    ...times,
    // What windows say can only be judged when they can be read.
    ...(times.length > 0 ? [] : contradictions(definition, circumstancesOf(policy, circumstances))),
  ];
  return problems.length > 0 ? refused(problems) : { ok: true, definition };
}

function circumstancesOf(written: PolicyDocument, { now, beforehand = false, requester }: RunCircumstances): Circumstances {
  const start = now !== undefined && beforehand ? nextStart(written.schedule, now) : now;
  return { written, ...(start === undefined ? {} : { now: start }), ...(requester === undefined ? {} : { requester }) };
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
