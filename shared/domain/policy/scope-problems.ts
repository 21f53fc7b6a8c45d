import type { Problem } from '../problem.ts';
import type { PolicyDocument } from './policy-document.ts';

/** Every wave must know its accounts (by list or by unit, not both) and its regions. */
export function scopeProblems(policy: PolicyDocument): Problem[] {
  return [
    ...bothOf('targets', policy.targets),
    ...policy.waves.flatMap((wave, index) => {
      const field = `waves[${String(index)}]`;
      return [...bothOf(field, wave), ...missingScope(policy, { field, wave })];
    }),
  ];
}

interface Scope {
  accounts?: readonly string[] | undefined;
  organizationalUnits?: readonly string[] | undefined;
  regions?: readonly string[] | undefined;
}

function bothOf(field: string, scope: Scope): Problem[] {
  if (scope.accounts === undefined || scope.organizationalUnits === undefined) return [];
  return [{ field: `${field}.organizationalUnits`, found: `both ${field}.accounts and ${field}.organizationalUnits`, expected: 'one of the two' }];
}

function missingScope(policy: PolicyDocument, at: { field: string; wave: Scope }): Problem[] {
  const problems: Problem[] = [];
  const scopes = [at.wave, policy.targets];
  if (scopes.every(({ accounts, organizationalUnits }) => accounts === undefined && organizationalUnits === undefined)) {
    problems.push({ field: `${at.field}.accounts`, found: 'nothing', expected: 'accounts or organizationalUnits, here or under targets' });
  }
  if (scopes.every(({ regions }) => regions === undefined)) {
    problems.push({ field: `${at.field}.regions`, found: 'nothing', expected: 'regions, here or under targets' });
  }
  return problems;
}
