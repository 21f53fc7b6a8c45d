import { parseField } from './parse-field.ts';
import { refusePattern } from './pattern-refusal.ts';
import { reservedNames } from './reserved-names.ts';
import type { FieldTest } from './value-test.ts';

/** All of these fields must match, within one element of each array they share. */
export type Branch = ReadonlyMap<string, FieldTest>;

interface Place {
  path: string;
  insideOr: boolean;
}

/** A pattern is a choice of branches: one without `$or`, and one for every combination of alternatives with it. */
export function parsePattern(json: string): Branch[] {
  const pattern = parseJson(json);
  if (!isObject(pattern)) return refusePattern('Filter is not an object');
  return extend([new Map()], pattern, { path: '', insideOr: false });
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    return refusePattern(`Filter is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function extend(branches: Branch[], pattern: object, place: Place): Branch[] {
  const entries = Object.entries(pattern);
  if (entries.length === 0) return refusePattern('Empty objects are not allowed');
  return entries.reduce((sofar, [name, value]) => extendByKey(sofar, { name, value: value as unknown }, place), branches);
}

function extendByKey(branches: Branch[], key: { name: string; value: unknown }, place: Place): Branch[] {
  const { name, value } = key;
  if (name === '$or') return extendByOr(branches, value, place);
  if (place.insideOr && reservedNames.has(name)) {
    return refusePattern(`${name} is Ruler reserved fieldName which cannot be used inside $or.`);
  }
  const path = place.path === '' ? name : `${place.path}.${name}`;
  if (isObject(value)) return extend(branches, value, { ...place, path });
  if (!Array.isArray(value)) return refusePattern(`"${name}" must be an object or an array`);
  const test = parseField(value);
  return branches.map((branch) => withField(branch, path, test));
}

function extendByOr(branches: Branch[], alternatives: unknown, place: Place): Branch[] {
  if (!Array.isArray(alternatives)) return refusePattern('It must be an Array followed with $or.');
  const extended = alternatives.flatMap((alternative: unknown) => {
    if (!isObject(alternative)) return refusePattern('Only JSON object is allowed in array of $or relationship.');
    return extend(branches, alternative, { ...place, insideOr: true });
  });
  if (alternatives.length < 2) return refusePattern('There must have at least 2 Objects in $or relationship.');
  return extended;
}

/**
 * Event Ruler lets the later of two lists for one path silently replace the earlier, which no author of
 * `{"state": [...], "$or": [{"state": [...]}, ...]}` means. Here such a pattern is refused.
 */
function withField(branch: Branch, path: string, test: FieldTest): Branch {
  if (branch.has(path)) return refusePattern(`Path \`${path}\` cannot be allowed multiple times`);
  return new Map(branch).set(path, test);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
