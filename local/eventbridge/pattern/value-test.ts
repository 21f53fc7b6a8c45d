import type { Scalar } from './event-fields.ts';

/** One alternative of a field's list, ready to run. */
export type ValueTest = (value: Scalar) => boolean;

/** A field's list: it matches if any test does, or, when `absent`, if the field is not there. */
export interface FieldTest {
  tests: readonly ValueTest[];
  absent: boolean;
}

export function stringTest(test: (text: string) => boolean): ValueTest {
  return (value) => typeof value === 'string' && test(value);
}
