import { accountsNamed } from '../accounts-named.ts';
import { targetsField, type Contradiction } from './circumstances.ts';

/** More accounts at once than the wave names: whoever wrote that had another fleet in mind. Units may grow; they are not judged. */
export const accountsAboveFleet: Contradiction = ({ kind, waves }, { written }) => {
  if (kind !== 'policy') return [];
  return waves.flatMap(({ select, maxConcurrentAccounts }, wave) => {
    const named = accountsNamed(select);
    // Without any account there is no run: the planner's own refusal says so.
    if (named === undefined || named === 0 || maxConcurrentAccounts <= named) return [];
    return [{
      field: `waves[${String(wave)}].maxConcurrentAccounts`,
      found: String(maxConcurrentAccounts),
      expected: `at most ${String(named)}, the number of ${targetsField('accounts', { wave, written })} that are not excluded`,
    }];
  });
};
