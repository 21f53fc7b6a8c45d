import { parseAnythingBut } from './anything-but.ts';
import { ignoreCase, type Anchors } from './ignore-case.ts';
import { inRange, parseCidr } from './ip-address.ts';
import { parseNumeric } from './numeric-range.ts';
import { refusePattern } from './pattern-refusal.ts';
import { stringTest, type ValueTest } from './value-test.ts';
import { compileWildcard } from './wildcard.ts';

const oneKey = 'Only one key allowed in match expression';
const start: Anchors = { start: true, end: false };
const end: Anchors = { start: false, end: true };
const whole: Anchors = { start: true, end: true };

const operators = new Map<string, (operand: unknown) => ValueTest>([
  ['anything-but', parseAnythingBut],
  ['numeric', parseNumeric],
  ['exactly', textOperator('exact', (text) => (value) => value === text)],
  ['wildcard', textOperator('wildcard', compileWildcard)],
  ['equals-ignore-case', textOperator('equals-ignore-case', (text) => tester(ignoreCase(text, whole)))],
  ['prefix', affixOperator('prefix', start, (text) => (value) => value.startsWith(text))],
  ['suffix', affixOperator('suffix', end, (text) => (value) => value.endsWith(text))],
  ['cidr', cidrOperator()],
]);

/** One object in a field's list, such as `{"prefix": "a"}`; `exists` is what the field's list itself must know. */
export function parseOperator(expression: object): ValueTest | 'absent' {
  const [name, ...more] = Object.keys(expression);
  const operand: unknown = Object.values(expression)[0];
  if (name === undefined) return refusePattern('Match expression name not found');
  const parse = name === 'exists' ? parseExists : operators.get(name);
  if (!parse) return refusePattern(`Unrecognized match type ${name}`);
  const test = parse(operand);
  const numericWording = name === 'numeric' || name === 'anything-but';
  if (more.length > 0) return refusePattern(numericWording ? 'Too many elements in numeric expression' : oneKey);
  return test;
}

function parseExists(operand: unknown): ValueTest | 'absent' {
  if (typeof operand !== 'boolean') return refusePattern('exists match pattern must be either true or false.');
  return operand ? () => true : 'absent';
}

type CompileText = (text: string) => (value: string) => boolean;

function textOperator(name: string, compile: CompileText): (operand: unknown) => ValueTest {
  return (operand) => {
    if (typeof operand !== 'string') return refusePattern(`${name} match pattern must be a string`);
    return stringTest(compile(operand));
  };
}

/** `prefix` and `suffix` take a text, or `{"equals-ignore-case": text}`. */
function affixOperator(name: string, anchors: Anchors, compile: CompileText): (operand: unknown) => ValueTest {
  const plain = textOperator(name, compile);
  const folded = textOperator('equals-ignore-case', (text) => tester(ignoreCase(text, anchors)));
  return (operand) => {
    if (typeof operand !== 'object' || operand === null || Array.isArray(operand)) return plain(operand);
    const [inner, ...more] = Object.keys(operand);
    const title = name === 'prefix' ? 'Prefix' : 'Suffix';
    if (inner === undefined) return refusePattern(`${title} expression name not found`);
    if (inner !== 'equals-ignore-case') return refusePattern(`Unsupported ${name} pattern: ${inner}`);
    const test = folded(Object.values(operand)[0]);
    return more.length > 0 ? refusePattern(oneKey) : test;
  };
}

/** Event Ruler calls the text of a cidr a prefix when it is none. */
function cidrOperator(): (operand: unknown) => ValueTest {
  return textOperator('prefix', (text) => {
    const range = parseCidr(text);
    return (value) => inRange(value, range);
  });
}

function tester(expression: RegExp): (value: string) => boolean {
  return (value) => expression.test(value);
}
