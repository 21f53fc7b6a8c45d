import type { MetricDataQuery, MetricStat } from '@aws-sdk/client-cloudwatch';

import type { NewEvent } from '#local/eventbridge/bus-event.ts';
import { alarmArn, type AlarmSettings, type AlarmState, type StoredAlarm } from './alarm.ts';

/** What CloudWatch tells its account's default bus when an alarm has become another state. */
export function alarmStateEvent(alarm: StoredAlarm, previous: AlarmState): NewEvent {
  const { AlarmDescription: description, ...settings } = alarm.settings;
  return {
    source: 'aws.cloudwatch',
    detailType: 'CloudWatch Alarm State Change',
    resources: [alarmArn(alarm, alarm.name)],
    timeMs: alarm.state.updatedAtMs,
    detail: {
      alarmName: alarm.name,
      state: stateOf(alarm.state),
      previousState: stateOf(previous),
      configuration: { ...(description === undefined ? {} : { description }), metrics: metricsOf(settings) },
    },
  };
}

function stateOf({ value, reason, reasonData, updatedAtMs }: AlarmState): object {
  return {
    value,
    reason,
    ...(reasonData === undefined ? {} : { reasonData }),
    timestamp: new Date(updatedAtMs).toISOString().replace('Z', '+0000'),
  };
}

function metricsOf({ Metrics, ...single }: AlarmSettings): object[] {
  if (Metrics !== undefined) return Metrics.map(queryOf);
  const { MetricName, Namespace, Dimensions = [], Period, Statistic, ExtendedStatistic } = single;
  return [queryOf({
    Id: 'm1',
    MetricStat: { Metric: { MetricName, Namespace, Dimensions }, Period, Stat: Statistic ?? ExtendedStatistic },
    ReturnData: true,
  })];
}

function queryOf({ Id: id, Expression: expression, Label: label, MetricStat, ReturnData: returnData = true }: MetricDataQuery): object {
  return { id, expression, label, ...(MetricStat === undefined ? {} : { metricStat: statOf(MetricStat) }), returnData };
}

function statOf({ Metric, Period: period, Stat: stat }: MetricStat): object {
  const dimensions = Object.fromEntries((Metric?.Dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value]));
  return { metric: { namespace: Metric?.Namespace, name: Metric?.MetricName, dimensions }, period, stat };
}
