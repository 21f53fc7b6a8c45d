import { consistentMembership, inNoArray, type EventFields, type Field, type Membership } from './event-fields.ts';
import { parsePattern, type Branch } from './parse-pattern.ts';
import type { FieldTest } from './value-test.ts';

/** A parsed event pattern: `flattenEvent` the event once, then ask every rule. */
export type EventPattern = (fields: EventFields) => boolean;

type Step = readonly [path: string, test: FieldTest];

/** Parses a pattern once; throws `InvalidEventPatternException` with Event Ruler's reason for whatever AWS refuses. */
export function compilePattern(json: string): EventPattern {
  const branches = parsePattern(json).map(inOrder);
  return (fields) => branches.some((steps) => matchFrom(0, inNoArray, { steps, fields }));
}

/** Paths are tried in code-unit order as Event Ruler does: an absence is judged inside the elements bound before it. */
function inOrder(branch: Branch): Step[] {
  return [...branch].sort(([one], [other]) => (one < other ? -1 : 1));
}

interface Search {
  steps: readonly Step[];
  fields: EventFields;
}

function matchFrom(index: number, bound: Membership, search: Search): boolean {
  const step = search.steps[index];
  if (!step) return true;
  const [path, { tests, absent }] = step;
  const reachable = (search.fields.get(path) ?? noFields).flatMap(({ value, membership }) => {
    const union = consistentMembership(bound, membership);
    return union ? [{ value, union }] : [];
  });
  if (absent && reachable.length === 0) return matchFrom(index + 1, bound, search);
  return reachable.some(({ value, union }) => tests.some((test) => test(value)) && matchFrom(index + 1, union, search));
}

const noFields: readonly Field[] = [];
