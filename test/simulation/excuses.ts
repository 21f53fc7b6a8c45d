import { RUN_ID } from '#test/world/a-policy.ts';
import { commandsTaken } from '#test/world/compare.ts';
import type { World } from '#test/world/world.ts';
import { isBudgetUsedUp } from './budget-used-up.ts';
import type { KnownRun } from './evidence.ts';
import type { Night } from './night.ts';
import type { Report, Row } from './read-report.ts';
import { isRunHaltTrue, isTimeUpTrue, isWaveHaltTrue } from './true-ends.ts';

/** A row that says something else than the fleet's own record, and all that may speak for it. */
export interface Doubtful {
  row: Row;
  /** What the instance deserves. */
  truth: string;
  report: Report;
  night: Night;
  run: KnownRun | undefined;
  /** The run's hard end, epoch ms. */
  endsBefore: number;
}

interface Circumstances {
  /** Commands of the run that SSM took for the instance. */
  taken: number;
  attempts: number;
  aborted: boolean;
  completed: boolean;
  /** Its wave was stopped by a threshold or by a person. */
  stopped: boolean;
  /** The run or its approval may end before all is done. */
  shortLived: boolean;
  /** There is a window, and not even all of them within three days need be enough. */
  windowed: boolean;
  timeUp: boolean;
  runHalted: boolean;
  budgetUsedUp: boolean;
  /** Another run has left the instance as dead as this one would have. */
  lostBefore: boolean;
  /** Its account and region did not answer at least once. */
  shut: boolean;
}

/** Trouble may keep an instance from what it deserves, but only in words that are true. */
const excuses: Record<string, (seen: Circumstances) => boolean> = {
  SendUnknown: ({ taken, attempts }) => taken < attempts,
  RunAborted: ({ aborted }) => aborted,
  Cancelled: ({ aborted }) => aborted,
  TargetUnreachable: ({ shut }) => shut,
  AccessDenied: ({ shut }) => shut,
  // Failed once, and something kept the second try from it.
  PayloadUnreachable: ({ taken, stopped, shortLived, windowed }) => taken <= 1 && (stopped || shortLived || windowed),
  WaveHalted: ({ taken, stopped }) => taken === 0 && stopped,
  ThresholdExceeded: ({ taken, stopped }) => taken === 0 && stopped,
  RunHalted: ({ taken, runHalted }) => taken === 0 && runHalted,
  BudgetUsedUp: ({ taken, budgetUsedUp }) => taken === 0 && budgetUsedUp,
  AgentSilent: ({ lostBefore }) => lostBefore,
  // A run of three days has time for everything, and whoever is asked answers within hours: else something got lost.
  TimeUp: ({ taken, shortLived, timeUp }) => taken === 0 && (shortLived || timeUp),
  ApprovalExpired: ({ taken, shortLived }) => taken === 0 && shortLived,
  WaveNotStarted: ({ taken, completed }) => taken === 0 && !completed,
};

export function isExcused(world: World, doubtful: Doubtful): boolean {
  return excuses[doubtful.row.cause ?? '']?.(circumstancesOf(world, doubtful)) ?? false;
}

function circumstancesOf(world: World, doubtful: Doubtful): Circumstances {
  const { row, truth, report, night } = doubtful;
  const { instanceId, accountId, region } = row;
  const wave = report.waves.find(({ name }) => name === row.wave);
  const othersCommands = (world.door.commandsOf.get(instanceId) ?? []).filter((token) => !token.includes(RUN_ID));
  return {
    taken: commandsTaken(world, instanceId),
    attempts: row.attempts,
    aborted: report.status === 'Aborted',
    completed: report.status === 'Completed',
    stopped: wave?.status === 'Aborted' || (wave?.status === 'Halted' && isWaveHaltTrue(world, doubtful)),
    shortLived: night.rules.runTimeoutMinutes !== undefined || night.rules.validForMinutes !== undefined,
    windowed: night.rules.window !== undefined,
    timeUp: isTimeUpTrue(world, doubtful),
    runHalted: isRunHaltTrue(world, doubtful),
    budgetUsedUp: isBudgetUsedUp(doubtful),
    lostBefore: truth === 'LostAfterReboot' && othersCommands.length > 0,
    shut: world.door.failedOnce.has(`${accountId}/${region}`),
  };
}
