import { comparable, requireComparable } from './comparable-number.ts';
import type { Scalar } from './event-fields.ts';
import { ignoreCase } from './ignore-case.ts';
import { refusePattern } from './pattern-refusal.ts';
import { stringTest, type ValueTest } from './value-test.ts';
import { compileWildcard } from './wildcard.ts';

const operand = 'Value of anything-but must be an array or single string/number value.';
const mixed = 'Inside anything but list, either all values are number or string, mixed type is not supported';

interface TextForm {
  compile: (text: string) => (value: string) => boolean;
  notText: string;
  emptyText?: string;
}

const affix = { notText: 'prefix/suffix match pattern must be a string', emptyText: 'Null prefix/suffix not allowed' };

const textForms = new Map<string, TextForm>([
  ['prefix', { compile: (text) => (value) => value.startsWith(text), ...affix }],
  ['suffix', { compile: (text) => (value) => value.endsWith(text), ...affix }],
  ['wildcard', { compile: compileWildcard, notText: 'wildcard match pattern must be a string' }],
  [
    'equals-ignore-case',
    {
      compile: (text) => {
        const expression = ignoreCase(text, { start: true, end: true });
        return (value) => expression.test(value);
      },
      notText: 'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
    },
  ],
]);

/** All forms of `anything-but`. A value of another type than those listed is something else, so it matches. */
export function parseAnythingBut(pattern: unknown): ValueTest {
  if (typeof pattern === 'object' && pattern !== null && !Array.isArray(pattern)) return parseTextForm(pattern);
  if (typeof pattern === 'string' || typeof pattern === 'number') return noneOf([pattern]);
  if (!Array.isArray(pattern)) return refusePattern(operand);
  return noneOf(pattern);
}

function noneOf(values: unknown[]): ValueTest {
  if (!values.every((value) => typeof value === 'string' || typeof value === 'number')) {
    return refusePattern('Inside anything but list, start|null|boolean is not supported.');
  }
  if (new Set(values.map((value) => typeof value)).size !== 1) return refusePattern(mixed);
  const refused = new Set<Scalar>(values.map((value) => (typeof value === 'number' ? requireComparable(value) : value)));
  return (value) => !refused.has(typeof value === 'number' ? (comparable(value) ?? null) : value);
}

function parseTextForm(pattern: object): ValueTest {
  const [name, ...more] = Object.keys(pattern);
  if (name === undefined) return refusePattern('Anything-But expression name not found');
  const form = textForms.get(name);
  if (!form) return refusePattern(`Unsupported anything-but pattern: ${name}`);
  const value: unknown = Object.values(pattern)[0];
  if (!Array.isArray(value) && typeof value !== 'string' && typeof value !== 'number') return refusePattern(operand);
  const refused = (Array.isArray(value) ? value : [value]).map((text: unknown) => compileText(text, form));
  if (more.length > 0) return refusePattern('Too many elements in numeric expression');
  const anyOf = stringTest((text) => refused.some((test) => test(text)));
  return (candidate) => !anyOf(candidate);
}

function compileText(text: unknown, form: TextForm): (value: string) => boolean {
  if (typeof text !== 'string') return refusePattern(form.notText);
  if (text === '' && form.emptyText !== undefined) return refusePattern(form.emptyText);
  return form.compile(text);
}

