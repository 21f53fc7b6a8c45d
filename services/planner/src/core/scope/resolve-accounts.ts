import { describeProblem, type Problem } from '#shared/domain/problem.ts';
import type { RunDefinition, Selection } from '#shared/domain/run-definition.ts';

/** What Organizations said: its active accounts, where they were asked for, and each unit's with all units below it. */
export interface Organization {
  accounts: ReadonlySet<string>;
  /** A unit that is not in the map does not exist. */
  units: ReadonlyMap<string, readonly string[]>;
}

export type ResolvedAccounts = { ok: true; waveAccounts: readonly (readonly string[])[] } | { ok: false; reasons: readonly string[] };

/** The accounts that each wave means. A name that means nothing refuses the run: it may be the very one that matters. */
export function resolveAccounts(definition: RunDefinition, organization: Organization): ResolvedAccounts {
  const problems = definition.waves.flatMap(({ select }, wave) => problemsOf(select, wave, organization));
  if (problems.length > 0) return { ok: false, reasons: problems.map(describeProblem) };
  return { ok: true, waveAccounts: definition.waves.map(({ select }) => accountsOf(select, organization)) };
}

function problemsOf(select: Selection, wave: number, { accounts, units }: Organization): Problem[] {
  const unknown = (select.accounts ?? []).filter((accountId) => !accounts.has(accountId));
  const empty = (select.organizationalUnits ?? []).filter((unit) => under(unit, units).length === 0);
  return [
    ...unknown.map((accountId) => ({
      field: `waves[${String(wave)}].accounts`, found: accountId, expected: 'an active account of the organization',
      next: 'Correct the account or take it out.',
    })),
    ...empty.map((unit) => ({
      field: `waves[${String(wave)}].organizationalUnits`, found: unit, expected: 'an organizational unit with active accounts',
      next: 'Correct the unit or take it out.',
    })),
  ];
}

function accountsOf(select: Selection, { units }: Organization): string[] {
  const inUnits = (select.organizationalUnits ?? []).flatMap((unit) => under(unit, units));
  const selected = new Set([...(select.accounts ?? []), ...inUnits]);
  for (const excluded of select.excludeAccounts) selected.delete(excluded);
  return [...selected].sort();
}

function under(unit: string, units: Organization['units']): readonly string[] {
  return units.get(unit) ?? [];
}
