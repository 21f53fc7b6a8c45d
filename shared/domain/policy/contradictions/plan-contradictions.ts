import type { Quota } from '../../../events/scalars.ts';
import type { Problem } from '../../problem.ts';
import type { RunDefinition, WaveDefinition } from '../../run-definition.ts';

/** What the plan knows, wave by wave in the order of the definition. */
export interface Planned {
  plannedInstancesByWave: readonly number[];
  /** Accounts that each wave turned out to mean. */
  accountsByWave: readonly number[];
}

/**
 * Concurrency above the fleet, as far as only the plan can tell. Only numbers are judged: a percentage follows the fleet.
 * The fleet is all that the plan has: a small wave must not refuse the run because one of its instances was terminated.
 * An ad-hoc run is taken as it is.
 */
export function planContradictions(definition: RunDefinition, { plannedInstancesByWave, accountsByWave }: Planned): Problem[] {
  if (definition.kind !== 'policy') return [];
  const instances = plannedInstancesByWave.reduce((sum, planned) => sum + planned, 0);
  if (instances === 0) return [];
  return definition.waves.flatMap((wave, index) => {
    const place = { field: `waves[${String(index)}]` };
    return [
      ...tooMany(wave.maxConcurrency, { ...place, limit: 'maxConcurrency', instances }),
      ...tooMany(wave.maxInstancesInFlight, { ...place, limit: 'maxInstancesInFlight', instances }),
      ...tooManyAccounts(wave, { ...place, accounts: accountsByWave[index] }),
    ];
  });
}

interface Place {
  field: string;
}

function tooMany(quota: Quota | undefined, { field, limit, instances }: Place & { limit: string; instances: number }): Problem[] {
  if (quota === undefined || !('number' in quota) || quota.number <= instances) return [];
  return [{
    field: `${field}.${limit}`,
    found: String(quota.number),
    expected: `at most ${String(instances)}, the number of instances that targets and waves come to`,
    next: 'Lower it, or give a percentage: that follows the fleet.',
  }];
}

/** Units may grow, and their policies allow for that; accounts that are named do not. */
function tooManyAccounts({ select, maxConcurrentAccounts }: WaveDefinition, { field, accounts }: Place & { accounts: number | undefined }): Problem[] {
  if (select.accounts === undefined || accounts === undefined || maxConcurrentAccounts <= accounts) return [];
  return [{
    field: `${field}.maxConcurrentAccounts`,
    found: String(maxConcurrentAccounts),
    expected: `at most ${String(accounts)}, the number of accounts that ${field}.accounts or targets.accounts come to`,
  }];
}
