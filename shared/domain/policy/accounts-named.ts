import type { Selection } from '../run-definition.ts';

/** How many accounts a wave names, less those it excludes; undefined where it names units, which only the organization knows. */
export function accountsNamed({ accounts, excludeAccounts }: Pick<Selection, 'accounts' | 'excludeAccounts'>): number | undefined {
  if (accounts === undefined) return undefined;
  return new Set(accounts.filter((account) => !excludeAccounts.includes(account))).size;
}
