import type { MetricAlarm, PutMetricAlarmInput, StateValue } from '@aws-sdk/client-cloudwatch';

import type { Caller } from '#local/wire/service.ts';

/** An alarm as it is kept; only what JSON can carry. Times are milliseconds since 1970 on the scaled clock. */
export interface StoredAlarm {
  accountId: string;
  region: string;
  name: string;
  settings: AlarmSettings;
  configuredAtMs: number;
  state: AlarmState;
}

/** Tags are not kept. */
export type AlarmSettings = Omit<PutMetricAlarmInput, 'Tags'>;

export interface AlarmState {
  value: StateValue;
  reason: string;
  /** JSON. */
  reasonData?: string;
  updatedAtMs: number;
  /** When the value last became another one. */
  changedAtMs: number;
}

export function alarmArn({ accountId, region }: Pick<Caller, 'accountId' | 'region'>, name: string): string {
  return `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`;
}

/** The alarm as DescribeAlarms shows it. */
export function describeAlarm(alarm: StoredAlarm): MetricAlarm {
  const { value, reason, reasonData, updatedAtMs, changedAtMs } = alarm.state;
  return {
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    Dimensions: [],
    ...alarm.settings,
    AlarmName: alarm.name,
    AlarmArn: alarmArn(alarm, alarm.name),
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAtMs),
    StateValue: value,
    StateReason: reason,
    ...(reasonData === undefined ? {} : { StateReasonData: reasonData }),
    StateUpdatedTimestamp: new Date(updatedAtMs),
    StateTransitionedTimestamp: new Date(changedAtMs),
  };
}
