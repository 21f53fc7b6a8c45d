import { readFileSync } from 'node:fs';

import { parseDocument } from 'yaml';

import { describeProblem, type Problem } from '#shared/domain/problem.ts';
import { readRunDefinition, type RunCircumstances, type RunSource } from '#shared/domain/policy/read-run-definition.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';
import { badInput, type CommandFailure } from './exit-codes.ts';

/** Reads a policy as YAML (of which JSON is a part). Throws a bad-input failure that names line and column. */
export function readDocument(file: string): unknown {
  const document = parseDocument(readText(file), { prettyErrors: true });
  const [fault] = document.errors;
  if (fault !== undefined) throw badInput(`${file}: found text that is not YAML, expected a YAML document. ${fault.message}`);
  return document.toJS() as unknown;
}

// Any id will do: only the definition's form is looked at.
const ANY_RUN_ID = '00000000-0000-4000-8000-000000000000';

/** Checks the document as the planner will; throws a bad-input failure that lists every problem. */
export function checkDefinition(file: string, source: RunSource, circumstances: RunCircumstances = {}): RunDefinition {
  const result = readRunDefinition(source, ANY_RUN_ID, circumstances);
  if (result.ok) return result.definition;
  throw badDefinition(file, result.problems);
}

/** Names every problem: a person wants to mend them all at once. */
export function badDefinition(file: string, problems: readonly Problem[]): CommandFailure {
  const lines = problems.map((problem) => `  ${describeProblem(problem)}`);
  return badInput(`${file}: ${String(problems.length)} ${problems.length === 1 ? 'problem' : 'problems'}\n${lines.join('\n')}`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw badInput(`${file}: found no readable file (${String((error as NodeJS.ErrnoException).code)}), expected a policy or run input.`);
  }
}
