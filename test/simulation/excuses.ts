import { RUN_ID } from '#test/world/a-policy.ts';
import { commandsTaken } from '#test/world/compare.ts';
import type { World } from '#test/world/world.ts';
import type { Night } from './night.ts';
import type { Report, Row } from './read-report.ts';

/** A row that says something else than the fleet's own record. */
interface Doubtful {
  row: Row;
  /** What the instance deserves. */
  truth: string;
  report: Report;
  night: Night;
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
  PayloadUnreachable: ({ taken, stopped, shortLived }) => taken <= 1 && (stopped || shortLived),
  WaveHalted: ({ taken, stopped }) => taken === 0 && stopped,
  ThresholdExceeded: ({ taken, stopped }) => taken === 0 && stopped,
  AgentSilent: ({ lostBefore }) => lostBefore,
  // A run of three days has time for everything, and whoever is asked answers within hours: else something got lost.
  TimeUp: ({ taken, shortLived }) => taken === 0 && shortLived,
  ApprovalExpired: ({ taken, shortLived }) => taken === 0 && shortLived,
  WaveNotStarted: ({ taken, completed }) => taken === 0 && !completed,
};

export function isExcused(world: World, doubtful: Doubtful): boolean {
  return excuses[doubtful.row.cause ?? '']?.(circumstancesOf(world, doubtful)) ?? false;
}

function circumstancesOf(world: World, { row, truth, report, night }: Doubtful): Circumstances {
  const { instanceId, accountId, region } = row;
  const wave = report.waves.find(({ name }) => name === row.wave);
  const othersCommands = (world.door.commandsOf.get(instanceId) ?? []).filter((token) => !token.includes(RUN_ID));
  return {
    taken: commandsTaken(world, instanceId),
    attempts: row.attempts,
    aborted: report.status === 'Aborted',
    completed: report.status === 'Completed',
    stopped: wave?.status === 'Halted' || wave?.status === 'Aborted',
    shortLived: night.rules.runTimeoutMinutes !== undefined || night.rules.validForMinutes !== undefined,
    lostBefore: truth === 'LostAfterReboot' && othersCommands.length > 0,
    shut: world.door.failedOnce.has(`${accountId}/${region}`),
  };
}
