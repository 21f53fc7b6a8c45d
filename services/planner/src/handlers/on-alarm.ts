import { advance } from '#shared/choreography/advance.ts';
import type { Message } from '#shared/choreography/message.ts';
import { MalformedEvent } from '#shared/events/contract.ts';

import { dropRuns } from '../core/control/alarm-runs.ts';
import { hasEnded } from '../core/control/refusal-of.ts';
import type { AlarmRaised } from '../core/run/incoming.ts';
import { alarmKeyOf, runKeyOf } from './planner-aggregates.ts';
import { moveRun } from './move-run.ts';
import type { ControlEffects } from './planner-effects.ts';

const ALARM_CHANGED = 'CloudWatch Alarm State Change';

type Foreign = Extract<Message, { kind: 'foreign' }>;

/**
 * The item of the alarm that a message of CloudWatch is about; undefined where it is about none. EventBridge writes into
 * each event the account that it comes from. Throws `MalformedEvent` where that is not the alarm's own: a spoke may halt
 * runs by its alarms, never by those of others.
 */
export function alarmKeyIn({ source, detailType, resources, accountId }: Foreign): string | undefined {
  const alarm = resources?.[0];
  if (source !== 'aws.cloudwatch' || detailType !== ALARM_CHANGED || alarm === undefined) return undefined;
  const owner = alarm.split(':')[4];
  if (owner === accountId) return alarmKeyOf(alarm);
  throw new MalformedEvent(detailType, [`resources: found an alarm of account ${String(owner)}, expected one of ${accountId}, which the event comes from`]);
}

/** Halts each live run that names the alarm, and forgets those that have ended. A run that does not exist yet began later. */
export async function onAlarm(effects: ControlEffects, key: string, messages: readonly Message[]): Promise<void> {
  const raised = messages.flatMap(raisedIn);
  const item = raised.length === 0 ? undefined : await effects.alarms.items.load(key);
  if (item === undefined) return;
  const ended = new Set<string>();
  for (const { runId } of item.state.runs) {
    if (await raise(effects, runId, raised)) ended.add(runId);
  }
  await advance(effects.alarms, key, (before) => dropRuns(before, ended));
}

/** True where the run has ended. */
async function raise(effects: ControlEffects, runId: string, raised: readonly AlarmRaised[]): Promise<boolean> {
  const run = await effects.runs.items.load(runKeyOf(runId));
  if (run === undefined) return false;
  const { state } = await moveRun(effects, run.state, raised);
  return state !== undefined && hasEnded(state);
}

/** Only ALARM: lack of data is none, as with SSM's own alarms. A message without a readable time cannot be told from a replay. */
function raisedIn(message: Message): AlarmRaised[] {
  if (message.kind !== 'foreign' || stateIn(message.detail) !== 'ALARM') return [];
  const [alarm] = message.resources ?? [];
  const at = Date.parse(message.time ?? '');
  return alarm === undefined || Number.isNaN(at) ? [] : [{ kind: 'AlarmRaised', alarm, at }];
}

function stateIn(detail: unknown): unknown {
  return partOf(partOf(detail, 'state'), 'value');
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
