import type { Mutant } from './mutant.ts';

const PATCHER = 'services/instance-patcher/src';
const PLANNER = 'services/planner/src/core';

/** Windows, freezes, calendars and alarms; what stops a wave or a run; who goes first. */
export const guardMutants: readonly Mutant[] = [
  {
    name: 'window-not-awaited',
    file: `${PLANNER}/waves/rules/window-open.ts`,
    text: 'if (windows.length === 0 || openWindowAt(windows, context.now) !== undefined) return undefined;',
    replacement: 'if (openWindowAt(windows, context.now) === undefined || windows.length > 0) return undefined;',
    breaks: 'a wave starts only in its window',
  },
  {
    name: 'end-of-window-ignored',
    file: `${PATCHER}/core/fit.ts`,
    text: 'if (windowEndsAt === undefined) return [];',
    replacement: 'if (windowEndsAt === undefined || windowEndsAt > 0) return [];',
    breaks: 'nothing is sent when the window has closed',
  },
  {
    name: 'fit-ignored',
    file: `${PATCHER}/core/fit.ts`,
    text: 'at.now + minutesNeeded(target, platform) * MINUTE_MS > windowEndsAt',
    replacement: 'at.now + 0 * minutesNeeded(target, platform) * MINUTE_MS > windowEndsAt',
    breaks: 'an instance is commanded only if it is patched and verified before the window closes',
  },
  {
    name: 'freeze-of-the-policy-ignored',
    file: `${PATCHER}/core/hold.ts`,
    text: 'from <= now && now < until);',
    replacement: 'from <= now && now < until && from > until);',
    breaks: 'nothing is sent during a freeze of the policy, even if it began in the middle of a wave',
  },
  {
    name: 'calendar-remembered-for-ten-minutes',
    file: `${PATCHER}/effects/change-calendar-over-calls.ts`,
    text: 'const KEPT_MS = 55_000;',
    replacement: 'const KEPT_MS = 600_000;',
    breaks: 'an edit of the calendar is known within a minute',
  },
  {
    name: 'unreadable-calendar-taken-for-open',
    file: `${PATCHER}/core/gate.ts`,
    text: "if (calendar === 'OPEN') return undefined;",
    replacement: "if (calendar !== 'CLOSED') return undefined;",
    breaks: 'a calendar that cannot be read holds',
  },
  {
    name: 'raised-alarm-ignored-at-the-gate',
    file: `${PATCHER}/core/gate.ts`,
    text: "if (state === 'quiet') return undefined;",
    replacement: "if (state !== 'unknown') return undefined;",
    breaks: 'nothing is sent while an alarm is raised, whether or not its event arrived',
  },
  {
    name: 'alarm-remembered-for-an-hour',
    file: `${PATCHER}/effects/alarm-gate-over-calls.ts`,
    text: 'const KEPT_MS = 30_000;',
    replacement: 'const KEPT_MS = 3_600_000;',
    breaks: 'a raised alarm is known within half a minute',
  },
  {
    name: 'event-of-an-alarm-ignored',
    file: `${PLANNER}/control/alarm-raised.ts`,
    text: 'if (isOfAnotherTime(run, alarm)) return undefined;',
    replacement: 'if (isOfAnotherTime(run, alarm) || run.startedAt > 0) return undefined;',
    breaks: 'an alarm that is raised during a run halts it',
  },
  {
    name: 'halt-of-the-run-names-no-wave',
    file: `${PLANNER}/run/halt-run.ts`,
    text: 'haltedWaves: [...haltedWaves, ...open] };',
    replacement: 'haltedWaves: [...haltedWaves, ...open.slice(0, 0)] };',
    breaks: 'when an alarm has halted the run, nothing is sent in any of its waves',
  },
  {
    name: 'hold-without-end',
    file: `${PATCHER}/core/hold.ts`,
    text: 'return now + Math.min(HOLD_MS, Math.max(HOLD_MIN_MS, endsAt - now));',
    replacement: 'return Math.min(Number.MAX_SAFE_INTEGER, now + HOLD_MS + Math.max(HOLD_MIN_MS, endsAt - now));',
    breaks: 'whoever is held looks again, whatever was announced',
  },
  {
    name: 'errors-of-the-wave-ignored',
    file: 'services/account-fanout/src/core/halt-by-sum.ts',
    text: 'if (errors <= allowed) return step;',
    replacement: 'if (errors <= allowed + 1e9) return step;',
    breaks: 'a wave with more errors over all its targets than it may have does not pass',
  },
  {
    name: 'halted-at-the-last-error-allowed',
    file: 'services/account-fanout/src/core/halt-by-sum.ts',
    text: 'if (errors <= allowed) return step;',
    replacement: 'if (errors < allowed || errors === 0) return step;',
    breaks: 'as many errors as are allowed halt nothing',
  },
  {
    name: 'errors-of-the-run-ignored',
    file: `${PLANNER}/run/halt-over-errors.ts`,
    text: 'if (errors <= allowed) return undefined;',
    replacement: 'if (errors <= allowed + 1e9) return undefined;',
    breaks: 'a run with more errors over all its waves than it may have is halted',
  },
  {
    name: 'waves-at-once-ignored',
    file: `${PLANNER}/waves/rules/turn-come.ts`,
    text: 'return running.length < plan.maxWavesAtOnce ?',
    replacement: 'return running.length < plan.maxWavesAtOnce + 1e9 ?',
    breaks: 'never more waves in work than the policy allows',
  },
  {
    name: 'priority-ignored',
    file: `${PLANNER}/waves/next-step.ts`,
    text: 'elementAt(waves, right).priority - elementAt(waves, left).priority || left - right',
    replacement: '0 * elementAt(waves, right).priority || left - right',
    breaks: 'of the waves that may start, the one with the highest priority goes first',
  },
  {
    name: 'percentage-takes-all',
    file: `${PLANNER}/selection/percent-choice.ts`,
    text: 'rank(instanceId) <= limit;',
    replacement: 'rank(instanceId) >= limit.slice(0, 0);',
    breaks: 'a wave takes no more than its percentage',
  },
];
