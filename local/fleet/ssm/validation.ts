import { AwsError } from '#local/wire/service.ts';

/** SSM's own wording, since people search for it. `member` as on the wire, with a small first letter. */
export function constraintError(member: string, value: unknown, constraint: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );
}

export function checkRange(member: string, value: number | undefined, range: { from: number; to: number }): void {
  if (value === undefined) return;
  if (value < range.from) throw constraintError(member, value, `have value greater than or equal to ${range.from}`);
  if (value > range.to) throw constraintError(member, value, `have value less than or equal to ${range.to}`);
}

export function checkLength(member: string, value: { length: number } | undefined, most: number): void {
  if (value !== undefined && value.length > most) {
    throw constraintError(
      member,
      Array.isArray(value) ? `[${value.join(', ')}]` : value,
      `have length less than or equal to ${most}`,
    );
  }
}

export function checkPattern(member: string, value: string | undefined, pattern: RegExp): void {
  if (value !== undefined && !pattern.test(value)) {
    throw constraintError(member, value, `satisfy regular expression pattern: ${pattern.source}`);
  }
}
