import type { SeededRandom } from '#local/chance/seeded-random.ts';
import { drawWindow, type NightWindow } from './night-windows.ts';

/** As a policy has it. */
export interface BudgetRule {
  groupBy: string;
  maxUnavailable: string;
  oneZoneAtATime?: boolean;
}

/** How the waves stand to each other, and what stops or bounds them beside the bounds of their targets. */
export interface OrderRules {
  /** `rest` waits for the canary only, and may run beside `main`. */
  sideBySide: boolean;
  maxWavesAtOnce?: number;
  priorityOfRest: number;
  /** Absent: the canary wave is chosen by its tag. */
  canaryPercent?: number;
  maxInstancesInFlight?: string;
  maxErrorsInWave?: string;
  maxErrorsInRun?: string;
}

/** What forbids a send for a time. */
export interface GuardRules {
  window?: NightWindow;
  /** In minutes from the night's begin. */
  freeze?: { fromMinutes: number; untilMinutes: number };
  hasCalendar: boolean;
  hasAlarm: boolean;
}

/** One or two budgets; one by service spans the accounts, the others lie inside them. */
export function drawBudgets(random: SeededRandom): BudgetRule[] {
  const drawn: BudgetRule[] = [];
  const oneZoneAtATime = random.chance(0.3);
  if (random.chance(0.4)) drawn.push({ groupBy: 'tag:Service', maxUnavailable: pick(random, ['1', '2', '50%', '1']), ...(oneZoneAtATime ? { oneZoneAtATime } : {}) });
  if (random.chance(0.2)) drawn.push({ groupBy: 'autoScalingGroup', maxUnavailable: '1' });
  if (random.chance(0.2)) drawn.push({ groupBy: 'zone', maxUnavailable: pick(random, ['1', '2']) });
  if (random.chance(0.25)) drawn.push({ groupBy: 'tag:Environment', maxUnavailable: pick(random, ['3', '25%', '50%', '50%']), ...(random.chance(0.4) ? { oneZoneAtATime: true } : {}) });
  return drawn;
}

export function drawOrder(random: SeededRandom): OrderRules {
  const sideBySide = random.chance(0.5);
  return {
    sideBySide,
    priorityOfRest: random.chance(0.5) ? 10 : 0,
    ...(sideBySide && random.chance(0.6) ? { maxWavesAtOnce: pick(random, [1, 1, 2]) } : {}),
    ...(random.chance(0.3) ? { canaryPercent: pick(random, [5, 10, 25]) } : {}),
    // Percentages only: a number above what a wave turns out to have is a contradiction, and refused.
    ...(random.chance(0.35) ? { maxInstancesInFlight: pick(random, ['1', '15%', '30%']) } : {}),
    ...drawSums(random),
  };
}

/** A bound of the run would mostly stop it before one of its waves could. */
function drawSums(random: SeededRandom): Pick<OrderRules, 'maxErrorsInWave' | 'maxErrorsInRun'> {
  if (random.chance(0.3)) return { maxErrorsInWave: pick(random, ['0', '1', '5%', '2']) };
  return random.chance(0.4) ? { maxErrorsInRun: pick(random, ['0', '1', '2', '5%']) } : {};
}

/** A run that is short has no window, as it might end before one opens; and its freeze ends before it does. */
export function drawGuards(random: SeededRandom, { isShort }: { isShort: boolean }): GuardRules {
  const hasWindow = random.chance(0.25) && !isShort;
  const fromMinutes = random.integer(-60, 300);
  return {
    ...(hasWindow ? { window: drawWindow(random) } : {}),
    ...(random.chance(0.25) ? { freeze: { fromMinutes, untilMinutes: fromMinutes + random.integer(30, 170) } } : {}),
    hasCalendar: random.chance(0.7),
    hasAlarm: random.chance(0.5),
  };
}

function pick<Value>(random: SeededRandom, values: readonly [Value, ...Value[]]): Value {
  return values[random.integer(0, values.length - 1)] ?? values[0];
}
