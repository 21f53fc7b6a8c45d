import { AwsError } from '#local/wire/service.ts';

export function refuse(message: string): never {
  throw new AwsError('ValidationError', message);
}

/** Throws in CloudWatch's own words when a member that it insists on is missing. */
export function requireMembers(input: object, members: readonly string[]): void {
  const given = input as Readonly<Record<string, unknown>>;
  const missing = members.filter((member) => given[member] === undefined || given[member] === '');
  if (missing.length > 0) throw new AwsError('MissingParameter', `The parameter ${missing.join(', ')} is required.`);
}

export function checkAtMost(member: string, found: number, most: number): void {
  if (found > most) refuse(`Value at '${member}' failed to satisfy constraint: found ${found}, at most ${most} are allowed.`);
}
