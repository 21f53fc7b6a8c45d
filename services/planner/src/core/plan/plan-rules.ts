import type { RunDefinition } from '#shared/domain/run-definition.ts';

import { planBudgets, sliceNameOf, type BudgetPlan, type GroupMember } from '../budgets/plan-budgets.ts';
import { chooseByPercent, type Takes } from '../selection/percent-choice.ts';
import type { CensusRecord } from './census.ts';

/** What only the whole fleet can tell: who a percentage takes, and what each slice may have out of service. */
export interface PlanRules {
  takes: Takes;
  budgets: BudgetPlan;
}

const noFleetRules: PlanRules = { takes: () => true, budgets: new Map() };

/** Whether the fleet must be counted before it can be planned; it is read once more for that. */
export function needsCensus({ waves, budgets }: RunDefinition): boolean {
  return budgets.length > 0 || waves.some(({ percent }) => percent !== undefined);
}

/** `deferred`: ids of the instances that the policy's previous run had no time for. */
export function planRulesOf(definition: RunDefinition, records: readonly CensusRecord[], deferred: ReadonlySet<string>): PlanRules {
  if (!needsCensus(definition)) return noFleetRules;
  const takes = chooseByPercent(definition.policyName, definition.waves, records);
  return { takes, budgets: planBudgets(definition.budgets, membersOf(definition, placed(records, takes), deferred)) };
}

interface Placed {
  record: CensusRecord;
  wave: number;
}

function placed(records: readonly CensusRecord[], takes: Takes): Placed[] {
  return records.flatMap((record) => {
    const wave = wavesIn(record.waves).find((ordinal) => takes(ordinal, record.id));
    return wave === undefined ? [] : { record, wave };
  });
}

function wavesIn(bits: number): number[] {
  const waves: number[] = [];
  for (let ordinal = 0; bits >>> ordinal > 0; ordinal += 1) if ((bits & (1 << ordinal)) !== 0) waves.push(ordinal);
  return waves;
}

/** A wave that only scans takes nobody out of service: its instances count for the size of their groups, no more. */
function* membersOf({ waves }: RunDefinition, all: readonly Placed[], deferred: ReadonlySet<string>): Generator<GroupMember> {
  const first = new Set(all.filter(({ record }) => deferred.has(record.id)).map(({ record, wave }) => sliceNameOf({ wave, target: record.target })));
  for (const { record, wave } of all) {
    const { target, groups } = record;
    const slice = { wave, target, goesFirst: first.has(sliceNameOf({ wave, target })) };
    const installs = waves[wave]?.options.operation === 'Install';
    for (const [budget, group] of groups.entries()) {
      if (group !== undefined) yield { group, budget, ...(installs ? { slice } : {}) };
    }
  }
}
