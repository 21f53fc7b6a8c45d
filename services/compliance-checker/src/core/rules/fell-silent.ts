import { final, type Case, type Rule } from '../case.ts';
import { isRunning } from './running.ts';

/**
 * A dead agent may have beaten its last shortly before or after the send: heartbeats come every five minutes, and SSM
 * adds one more of grace. Only a later beat shows an agent that was alive to take the command.
 */
const HEARTBEAT_MS = 6 * 60_000;

/** Who never said how the command ended: told apart by whether it started, and whether the agent is heard now. */
export const fellSilent: Rule = (one) => {
  if (!isSilent(one.invocation?.statusDetails)) return undefined;
  const isOnline = one.agent?.pingStatus === 'Online';
  if (hasStarted(one)) return isOnline ? final('TimedOut', 'ExecutionTimedOut') : final('LostAfterReboot', 'SilentAfterReboot');
  if (!wasHeardAfterSend(one)) return final('Unreachable', 'AgentSilent');
  return isOnline ? final('TimedOut', 'ExecutionTimedOut') : final('LostAfterReboot', 'SilentAfterReboot');
};

/** `isRunning` only when overdue: the rule before this one keeps the others open. */
function isSilent(statusDetails: string | undefined): boolean {
  return statusDetails === 'ExecutionTimedOut' || statusDetails === 'DeliveryTimedOut' || isRunning(statusDetails);
}

function hasStarted({ invocation }: Case): boolean {
  return invocation?.statusDetails === 'ExecutionTimedOut' || invocation?.startedAt !== undefined;
}

function wasHeardAfterSend({ agent, sentAt }: Case): boolean {
  return (agent?.lastPingAt ?? 0) > sentAt + HEARTBEAT_MS;
}
