import type * as z from 'zod/mini';

import { showFound, type Problem } from '../problem.ts';

/** Turns what zod found into problems that name the field as a person would write it. */
export function shapeProblems(issues: readonly z.core.$ZodIssue[], document: unknown): Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, document));
}

function problemsOf(issue: z.core.$ZodIssue, document: unknown): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: fieldName([...issue.path, key]),
      found: 'a field that does not exist',
      expected: 'only the fields that docs/policies.md lists',
      next: 'Check its spelling and its indentation.',
    }));
  }
  const nested = issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined;
  return [{ field: fieldName(issue.path), found: showFound(valueAt(document, issue.path)), expected: nested ?? issue.message }];
}

function fieldName(path: readonly PropertyKey[]): string {
  const name = path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${String(step)}]` : `${text}.${String(step)}`),
    '',
  );
  return name === '' ? 'the document' : name.replace(/^\./, '');
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[step] : undefined),
    document,
  );
}
