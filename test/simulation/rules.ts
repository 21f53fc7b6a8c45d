import { SeededRandom } from '#local/chance/seeded-random.ts';
import type { RunSource } from '#shared/domain/policy/read-run-definition.ts';
import { aPolicySource } from '#test/world/a-policy.ts';
import { ALARM, CALENDAR } from '#test/world/guards.ts';
import { NIGHT } from '#test/world/world.ts';
import { drawBudgets, drawGuards, drawOrder, type BudgetRule, type GuardRules, type OrderRules } from './rollout-rules.ts';
import { cronOf } from './night-windows.ts';

/** What the policies of a night ask for, as people would write it: limits that are tight enough to be met. */
export interface Rules extends OrderRules, GuardRules {
  maxConcurrency: string;
  maxErrors: string;
  maxConcurrentAccounts: number;
  quorum: number;
  bakeMinutes: number;
  wavePauseSeconds: number;
  budgets: readonly BudgetRule[];
  /** Absent: the default of three days, which only a night with windows reaches. */
  runTimeoutMinutes?: number;
  validForMinutes?: number;
}

const MINUTE_MS = 60_000;

export function drawRules(seed: number): Rules {
  const random = new SeededRandom(seed, 'rules');
  const oneOf = <Value>(...values: readonly [Value, ...Value[]]): Value => values[random.integer(0, values.length - 1)] ?? values[0];
  const rules = {
    maxConcurrency: oneOf('50%', '25%', '1', '2', '100%'),
    maxErrors: random.chance(0.7) ? '100%' : oneOf('0', '1'),
    maxConcurrentAccounts: oneOf(1, 2, 10),
    quorum: random.chance(0.25) ? 2 : 1,
    bakeMinutes: oneOf(10, 45),
    wavePauseSeconds: random.chance(0.25) ? 1_200 : 0,
    ...(random.chance(0.2) ? { runTimeoutMinutes: random.integer(180, 600) } : {}),
    ...(random.chance(0.15) ? { validForMinutes: random.integer(60, 400) } : {}),
  };
  const more = new SeededRandom(seed, 'rollout rules');
  return { ...rules, budgets: drawBudgets(more), ...drawOrder(more), ...drawGuards(more, { isShort: rules.runTimeoutMinutes !== undefined }) };
}

/** The three waves of every night under these rules. */
export function policyUnder(rules: Rules, name = 'a-policy'): RunSource {
  const { maxConcurrency, maxErrors, maxConcurrentAccounts, maxInstancesInFlight, maxErrorsInWave } = rules;
  const { validForMinutes, runTimeoutMinutes, maxWavesAtOnce, maxErrorsInRun } = rules;
  const limits = { maxConcurrency, maxErrors, maxConcurrentAccounts, ...given({ maxErrorsInWave }) };
  const bounds = { ...limits, ...given({ maxInstancesInFlight }) };
  const canary = rules.canaryPercent === undefined ? { tags: { Wave: ['canary'] } } : { percent: rules.canaryPercent };
  return aPolicySource({
    name,
    approval: { quorum: rules.quorum, ...given({ validForMinutes }) },
    wavePauseSeconds: rules.wavePauseSeconds,
    ...given({ runTimeoutMinutes, maxWavesAtOnce, maxErrorsInRun }),
    ...guardsUnder(rules),
    waves: [
      { ...limits, ...canary, name: 'canary', maxConcurrency: '100%', bakeMinutes: rules.bakeMinutes },
      { ...bounds, name: 'main', dependsOn: ['canary'], tags: { Wave: ['main'] } },
      { ...bounds, name: 'rest', dependsOn: rules.sideBySide ? ['canary'] : ['main'], priority: rules.priorityOfRest },
    ],
  });
}

/** A list that would be empty is left out. */
function guardsUnder({ window, freeze, hasCalendar, hasAlarm, budgets }: Rules): Record<string, unknown> {
  return given({
    windows: window && [{ cron: cronOf(window), timeZone: window.timeZone, lengthMinutes: window.lengthMinutes }],
    freezes: freeze && [{ from: timeAt(freeze.fromMinutes), until: timeAt(freeze.untilMinutes), reason: 'stocktaking' }],
    calendars: hasCalendar ? [CALENDAR] : undefined,
    alarms: hasAlarm ? [ALARM] : undefined,
    budgets: budgets.length > 0 ? budgets : undefined,
  });
}

function timeAt(minutesOfTheNight: number): string {
  return new Date(NIGHT + minutesOfTheNight * MINUTE_MS).toISOString();
}

/** Without the members that are not there. */
function given(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
