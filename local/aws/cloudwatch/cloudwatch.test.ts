import type { DescribeAlarmsInput, PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';

import type { NewEvent } from '#local/eventbridge/bus-event.ts';
import { callerOf } from '#test/local/fleet/fleet-in-test.ts';
import type { StoredAlarm } from './alarm.ts';
import { createCloudWatch } from './cloudwatch.ts';

const settings: PutMetricAlarmInput = {
  AlarmName: 'errors', AlarmDescription: 'The shop fails', Namespace: 'Shop', MetricName: 'Errors', Dimensions: [{ Name: 'Stage', Value: 'prod' }],
  Statistic: 'Sum', Period: 60, EvaluationPeriods: 1, Threshold: 5, ComparisonOperator: 'GreaterThanThreshold',
};
const arn = 'arn:aws:cloudwatch:us-east-1:111111111111:alarm:errors';
const spoke = callerOf('111111111111');

function cloudWatchInTest() {
  const clock = { nowMs: Date.UTC(2026, 0, 5, 8) };
  const alarms = new Map<string, StoredAlarm>();
  const events: { accountId: string; region: string; event: NewEvent }[] = [];
  const { service } = createCloudWatch({ now: () => clock.nowMs, alarms, publish: (accountId, region, event) => events.push({ accountId, region, event }) });
  const call = (operation: string, input: object, caller = spoke): unknown => service[operation]!(input as never, caller);
  const describe = (input: DescribeAlarmsInput = {}, caller = spoke) => call('DescribeAlarms', input, caller) as { MetricAlarms: { AlarmName: string; StateValue: string }[]; NextToken?: string };
  const names = (input: DescribeAlarmsInput = {}, caller = spoke) => describe(input, caller).MetricAlarms.map(({ AlarmName }) => AlarmName);
  return { clock, alarms, events, call, describe, names };
}

function raise(StateValue: string, change: object = {}): object {
  return { AlarmName: 'errors', StateValue, StateReason: `it is ${StateValue}`, ...change };
}

it('an alarm that was just made has no data, and shows its settings', () => {
  const { call, describe } = cloudWatchInTest();
  call('PutMetricAlarm', { ...settings, Tags: [{ Key: 'team', Value: 'shop' }] });
  const at = new Date('2026-01-05T08:00:00Z');
  expect(describe()).toEqual({
    MetricAlarms: [{
      ...settings, AlarmArn: arn, ActionsEnabled: true, OKActions: [], AlarmActions: [], InsufficientDataActions: [],
      StateValue: 'INSUFFICIENT_DATA', StateReason: 'Unchecked: Initial alarm creation',
      AlarmConfigurationUpdatedTimestamp: at, StateUpdatedTimestamp: at, StateTransitionedTimestamp: at,
    }],
    CompositeAlarms: [],
  });
});

it('a change of state is told on the default bus of the account and region, in the words of CloudWatch', () => {
  const { clock, call, events } = cloudWatchInTest();
  call('PutMetricAlarm', settings);
  clock.nowMs += 90_500;
  call('SetAlarmState', raise('ALARM', { StateReasonData: '{"version":"1.0"}' }));
  expect(events).toEqual([{
    accountId: '111111111111', region: 'us-east-1',
    event: {
      source: 'aws.cloudwatch', detailType: 'CloudWatch Alarm State Change', resources: [arn], timeMs: clock.nowMs,
      detail: {
        alarmName: 'errors',
        state: { value: 'ALARM', reason: 'it is ALARM', reasonData: '{"version":"1.0"}', timestamp: '2026-01-05T08:01:30.500+0000' },
        previousState: { value: 'INSUFFICIENT_DATA', reason: 'Unchecked: Initial alarm creation', timestamp: '2026-01-05T08:00:00.000+0000' },
        configuration: {
          description: 'The shop fails',
          metrics: [{
            id: 'm1', returnData: true,
            metricStat: { metric: { namespace: 'Shop', name: 'Errors', dimensions: { Stage: 'prod' } }, period: 60, stat: 'Sum' },
          }],
        },
      },
    },
  }]);
});

it('the same state once more is no change, and is not told', () => {
  const { clock, call, events, describe } = cloudWatchInTest();
  call('PutMetricAlarm', settings);
  call('SetAlarmState', raise('ALARM'));
  clock.nowMs += 60_000;
  call('SetAlarmState', raise('ALARM', { StateReason: 'still' }));
  expect(describe().MetricAlarms).toEqual([expect.objectContaining({
    StateReason: 'still', StateUpdatedTimestamp: new Date('2026-01-05T08:01:00Z'), StateTransitionedTimestamp: new Date('2026-01-05T08:00:00Z'),
  })]);
  expect(events).toHaveLength(1);
});

it('new settings leave the state as it is', () => {
  const { call, describe } = cloudWatchInTest();
  call('PutMetricAlarm', settings);
  call('SetAlarmState', raise('ALARM'));
  call('PutMetricAlarm', { ...settings, Threshold: 9 });
  expect(describe().MetricAlarms).toEqual([expect.objectContaining({ Threshold: 9, StateValue: 'ALARM' })]);
});

it('an alarm over several metrics names them all in its event', () => {
  const { call, events } = cloudWatchInTest();
  const metric = { Namespace: 'Shop', MetricName: 'Errors' };
  call('PutMetricAlarm', { AlarmName: 'errors', EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanThreshold', Metrics: [{ Id: 'rate', Expression: 'errors / 2', Label: 'half' }, { Id: 'errors', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' }, ReturnData: false }] });
  call('SetAlarmState', raise('OK'));
  expect(JSON.parse(JSON.stringify(events[0]?.event.detail))).toMatchObject({
    configuration: {
      metrics: [
        { id: 'rate', expression: 'errors / 2', label: 'half', returnData: true },
        { id: 'errors', metricStat: { metric: { namespace: 'Shop', name: 'Errors', dimensions: {} }, period: 60, stat: 'Sum' }, returnData: false },
      ],
    },
  });
});

it('alarms belong to one account in one region', () => {
  const { call, names } = cloudWatchInTest();
  call('PutMetricAlarm', settings);
  expect([names(), names({}, callerOf('111111111111', 'us-west-2')), names({}, callerOf('222222222222'))]).toEqual([['errors'], [], []]);
});

it.each<[string, DescribeAlarmsInput, string[]]>([
  ['by name, without those that do not exist', { AlarmNames: ['b', 'zz'] }, ['b']],
  ['by the beginning of the name', { AlarmNamePrefix: 'a' }, ['a1', 'a2']],
  ['by state', { StateValue: 'ALARM' }, ['a2']],
  ['by an action', { ActionPrefix: 'arn:aws:sns' }, ['b']],
  ['by kind', { AlarmTypes: ['CompositeAlarm'] }, []],
])('are found %s', (_words, input, found) => {
  const { call, names } = cloudWatchInTest();
  call('PutMetricAlarm', { ...settings, AlarmName: 'b', AlarmActions: ['arn:aws:sns:us-east-1:111111111111:page'] });
  for (const AlarmName of ['a2', 'a1']) call('PutMetricAlarm', { ...settings, AlarmName });
  call('SetAlarmState', raise('ALARM', { AlarmName: 'a2' }));
  expect(names(input)).toEqual(found);
});

it('are handed out page by page, each once, even if one is deleted meanwhile', () => {
  const { call, describe } = cloudWatchInTest();
  for (const AlarmName of ['e', 'd', 'c', 'b', 'a']) call('PutMetricAlarm', { ...settings, AlarmName });
  const first = describe({ MaxRecords: 2 });
  call('DeleteAlarms', { AlarmNames: ['a', 'b'] });
  const second = describe({ MaxRecords: 2, NextToken: first.NextToken! });
  const third = describe({ MaxRecords: 2, NextToken: second.NextToken! });
  expect([first, second, third].map(({ MetricAlarms }) => MetricAlarms.map(({ AlarmName }) => AlarmName))).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  expect(third.NextToken).toBeUndefined();
});

it.each<[string, string, object, string]>([
  ['PutMetricAlarm', 'without a comparison', { ...settings, ComparisonOperator: undefined }, 'MissingParameter'],
  ['PutMetricAlarm', 'without a metric', { ...settings, MetricName: undefined }, 'MissingParameter'],
  ['PutMetricAlarm', 'with a name of 256 letters', { ...settings, AlarmName: 'x'.repeat(256) }, 'ValidationError'],
  ['SetAlarmState', 'of an alarm that nobody made', raise('ALARM', { AlarmName: 'none' }), 'ResourceNotFound'],
  ['SetAlarmState', 'to a state that does not exist', raise('RED'), 'ValidationError'],
  ['SetAlarmState', 'without a reason', raise('ALARM', { StateReason: undefined }), 'MissingParameter'],
  ['SetAlarmState', 'with data that are not JSON', raise('ALARM', { StateReasonData: '{' }), 'InvalidFormatFault'],
  ['DescribeAlarms', 'with names and the beginning of a name', { AlarmNames: ['a'], AlarmNamePrefix: 'a' }, 'ValidationError'],
  ['DescribeAlarms', 'of over a hundred at once', { MaxRecords: 101 }, 'ValidationError'],
  ['DescribeAlarms', 'with a token of its own making', { NextToken: 'x' }, 'InvalidNextToken'],
  ['DeleteAlarms', 'where one of them does not exist', { AlarmNames: ['errors', 'none'] }, 'ResourceNotFound'],
])('%s is refused %s', (...[operation, , input, code]) => {
  const { call, names } = cloudWatchInTest();
  call('PutMetricAlarm', settings);
  expect(() => call(operation, input)).toThrow(expect.objectContaining({ code }) as Error);
  expect(names()).toEqual(['errors']);
});
