/** What one check of `patchwave doctor` came to. */
export interface Finding {
  /** What was looked at: `bus`, `queue planner-control`, `spoke 111111111111 role`. */
  check: string;
  ok: boolean;
  found: string;
  /** These two only where it is not ok. */
  expected?: string;
  mend?: string;
}

export function fine(check: string, found: string): Finding {
  return { check, ok: true, found };
}

/** What is wrong with the thing that a check looked at. */
export type Fault = Required<Pick<Finding, 'found' | 'expected' | 'mend'>>;

export function faulty(check: string, fault: Fault): Finding {
  return { check, ok: false, ...fault };
}

/** One line for what is well, one paragraph for what is not. */
export function describeFinding({ check, ok, found, expected, mend }: Finding): string {
  if (ok) return `ok      ${check}: ${found}`;
  return [`not ok  ${check}`, `          found     ${found}`, `          expected  ${expected ?? ''}`, `          mend      ${mend ?? ''}`].join('\n');
}
