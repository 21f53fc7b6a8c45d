import type { SetAlarmStateInput, StateValue } from '@aws-sdk/client-cloudwatch';

import { AwsError, type Caller } from '#local/wire/service.ts';
import { alarmArn, type AlarmState } from './alarm.ts';
import { alarmStateEvent } from './alarm-event.ts';
import type { AlarmParts } from './alarm-operations.ts';
import { refuse, requireMembers } from './alarm-refusals.ts';

const STATES: readonly StateValue[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];

/** The account's default bus hears of it only if the state is another one. */
export function setAlarmState(parts: AlarmParts, input: SetAlarmStateInput, caller: Caller): object {
  const asked = readState(input);
  const arn = alarmArn(caller, input.AlarmName ?? '');
  const alarm = parts.alarms.get(arn);
  if (alarm === undefined) throw new AwsError('ResourceNotFound', `Alarm ${String(input.AlarmName)} does not exist.`);
  const before = alarm.state;
  const changes = before.value !== asked.value;
  const nowMs = parts.now();
  const after = { ...alarm, state: { ...asked, updatedAtMs: nowMs, changedAtMs: changes ? nowMs : before.changedAtMs } };
  parts.alarms.set(arn, after);
  if (changes) parts.publish(alarm.accountId, alarm.region, alarmStateEvent(after, before));
  return {};
}

function readState(input: SetAlarmStateInput): Pick<AlarmState, 'value' | 'reason' | 'reasonData'> {
  requireMembers(input, ['AlarmName', 'StateValue', 'StateReason']);
  const { StateReason: reason = '', StateReasonData: reasonData } = input;
  const value = STATES.find((state) => state === input.StateValue);
  if (value === undefined) {
    return refuse(`Value '${String(input.StateValue)}' at 'stateValue' failed to satisfy constraint: Member must satisfy enum value set: [${STATES.join(', ')}]`);
  }
  if (reasonData === undefined) return { value, reason };
  if (!isJson(reasonData)) throw new AwsError('InvalidFormatFault', 'StateReasonData must be valid JSON.');
  return { value, reason, reasonData };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
