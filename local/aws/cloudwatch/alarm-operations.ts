import type { DeleteAlarmsInput, DescribeAlarmsInput, PutMetricAlarmInput, SetAlarmStateInput } from '@aws-sdk/client-cloudwatch';

import type { NewEvent } from '#local/eventbridge/bus-event.ts';
import type { Records } from '#local/records/records.ts';
import { AwsError, type Caller, type LocalService } from '#local/wire/service.ts';
import { alarmArn, type AlarmState, type StoredAlarm } from './alarm.ts';
import { checkAtMost, requireMembers } from './alarm-refusals.ts';
import { describeAlarms } from './describe-alarms.ts';
import { setAlarmState } from './set-alarm-state.ts';

export interface AlarmParts {
  /** The scaled clock. */
  now: () => number;
  alarms: Records<StoredAlarm>;
  /** Puts an event on the default bus of an account and region. */
  publish: (accountId: string, region: string, event: NewEvent) => unknown;
}

/** Alarms keep the state that SetAlarmState gave them: nothing here evaluates metrics. */
export function createAlarmOperations(parts: AlarmParts): LocalService {
  return {
    PutMetricAlarm: (input: PutMetricAlarmInput, caller: Caller) => put(parts, input, caller),
    SetAlarmState: (input: SetAlarmStateInput, caller: Caller) => setAlarmState(parts, input, caller),
    DescribeAlarms: (input: DescribeAlarmsInput, caller: Caller) => describeAlarms(parts.alarms.values(), input, caller),
    DeleteAlarms: (input: DeleteAlarmsInput, caller: Caller) => remove(parts, input, caller),
  };
}

/** An alarm that exists gets the new settings and keeps its state. */
function put({ alarms, now }: AlarmParts, { Tags, ...settings }: PutMetricAlarmInput, { accountId, region }: Caller): object {
  checkAtMost('tags', Tags?.length ?? 0, 50);
  requireMembers(settings, ['AlarmName', 'EvaluationPeriods', 'ComparisonOperator']);
  requireMembers(settings, settings.Metrics === undefined ? ['MetricName', 'Namespace', 'Period', 'Threshold'] : []);
  const name = settings.AlarmName ?? '';
  checkAtMost('alarmName', name.length, 255);
  const arn = alarmArn({ accountId, region }, name);
  const nowMs = now();
  const first: AlarmState = { value: 'INSUFFICIENT_DATA', reason: 'Unchecked: Initial alarm creation', updatedAtMs: nowMs, changedAtMs: nowMs };
  alarms.set(arn, { accountId, region, name, settings, configuredAtMs: nowMs, state: alarms.get(arn)?.state ?? first });
  return {};
}

/** All or none, as CloudWatch has it. */
function remove({ alarms }: AlarmParts, { AlarmNames = [] }: DeleteAlarmsInput, caller: Caller): object {
  checkAtMost('alarmNames', AlarmNames.length, 100);
  const missing = AlarmNames.filter((name) => alarms.get(alarmArn(caller, name)) === undefined);
  if (missing.length > 0) throw new AwsError('ResourceNotFound', `Alarm ${missing.join(', ')} does not exist.`);
  for (const name of AlarmNames) alarms.delete(alarmArn(caller, name));
  return {};
}
