/** Something wrong in what a person wrote: which field, what was found, what was expected, what to do next. */
export interface Problem {
  /** Path of the field: `waves[1].dependsOn[0]`. */
  field: string;
  found: string;
  expected: string;
  next?: string;
}

export function describeProblem(problem: Problem): string {
  const advice = problem.next === undefined ? '' : ` ${problem.next}`;
  return `${problem.field}: found ${problem.found}, expected ${problem.expected}.${advice}`;
}

const SHOWN_CHARACTERS_MAX = 60;

/** How a found value is shown to a person: as JSON, cut where it is long. */
export function showFound(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= SHOWN_CHARACTERS_MAX ? text : `${text.slice(0, SHOWN_CHARACTERS_MAX)}...`;
}
