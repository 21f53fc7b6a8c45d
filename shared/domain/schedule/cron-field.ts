/** Which values one cron field may take. */
export interface FieldRange {
  name: string;
  min: number;
  max: number;
  /** Names that stand for min, min + 1, ... */
  words?: readonly string[];
}

/** What splitting a text gives. */
export type AtLeastOne = [string, ...string[]];

/** A part of an expression that is wrong; the caller adds the whole expression. */
export class ExpressionError extends Error {}

/** Parses `*`, `5`, `1-5`, `0/15`, `MON-FRI`, and lists of these, to the set of values. A range may run over the end. */
export function parseCronField(text: string, range: FieldRange): ReadonlySet<number> {
  return new Set(text.split(',').flatMap((item) => parseItem(item, range)));
}

function parseItem(item: string, range: FieldRange): number[] {
  const [span, stepText, ...more] = item.split('/') as AtLeastOne;
  const step = stepText === undefined ? 1 : Number(stepText);
  if (more.length > 0 || !Number.isInteger(step) || step < 1) fail(item, range);
  const [from, to] = spanOf(span, stepText !== undefined, range);
  const count = to >= from ? to - from + 1 : range.max - from + 1 + (to - range.min + 1);
  const size = range.max - range.min + 1;
  const values = [];
  for (let passed = 0; passed < count; passed += step) values.push(range.min + ((from - range.min + passed) % size));
  return values;
}

function spanOf(span: string, stepped: boolean, range: FieldRange): [from: number, to: number] {
  if (span === '*') return [range.min, range.max];
  const [first, last, ...more] = span.split('-') as AtLeastOne;
  if (more.length > 0) fail(span, range);
  const from = cronValue(first, range);
  if (last !== undefined) return [from, cronValue(last, range)];
  return [from, stepped ? range.max : from];
}

export function cronValue(text: string, range: FieldRange): number {
  const word = range.words?.indexOf(text.toUpperCase()) ?? -1;
  const value = word >= 0 ? range.min + word : /^\d{1,4}$/.test(text) ? Number(text) : NaN;
  return value >= range.min && value <= range.max ? value : fail(text, range);
}

function fail(text: string, { name, min, max }: FieldRange): never {
  throw new ExpressionError(`${name} "${text}" is not valid; expected values from ${min} to ${max}, as *, a, a-b, a/step or lists of these`);
}
