import type { DescribeAlarmsInput, DescribeAlarmsOutput } from '@aws-sdk/client-cloudwatch';

import { AwsError, type Caller } from '#local/wire/service.ts';
import { describeAlarm, type StoredAlarm } from './alarm.ts';
import { checkAtMost, refuse } from './alarm-refusals.ts';

/** In the order of their names, so that a page goes on where the last one ended whatever was made or deleted since. */
export function describeAlarms(alarms: Iterable<StoredAlarm>, input: DescribeAlarmsInput, caller: Caller): DescribeAlarmsOutput {
  const { AlarmNames = [], AlarmNamePrefix, MaxRecords: most = 50, NextToken: token } = input;
  checkAtMost('maxRecords', most, 100);
  checkAtMost('alarmNames', AlarmNames.length, 100);
  if (AlarmNames.length > 0 && AlarmNamePrefix !== undefined) refuse('AlarmNames and AlarmNamePrefix cannot be used together.');
  const after = token === undefined ? '' : nameIn(token);
  const left = [...alarms]
    .filter((alarm) => isOf(alarm, caller) && isAskedFor(alarm, input) && alarm.name > after)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const page = left.slice(0, most);
  const shown = { MetricAlarms: page.map(describeAlarm), CompositeAlarms: [] };
  return left.length > page.length ? { ...shown, NextToken: tokenAfter(page) } : shown;
}

function isOf(alarm: StoredAlarm, { accountId, region }: Caller): boolean {
  return alarm.accountId === accountId && alarm.region === region;
}

function isAskedFor({ name, state, settings }: StoredAlarm, asked: DescribeAlarmsInput): boolean {
  const { AlarmNames = [], AlarmNamePrefix = '', AlarmTypes = [], StateValue, ActionPrefix } = asked;
  const actions = [settings.AlarmActions, settings.OKActions, settings.InsufficientDataActions].flatMap((list) => list ?? []);
  const verdicts = [
    AlarmNames.length === 0 || AlarmNames.includes(name),
    name.startsWith(AlarmNamePrefix),
    AlarmTypes.length === 0 || AlarmTypes.includes('MetricAlarm'),
    StateValue === undefined || state.value === StateValue,
    ActionPrefix === undefined || actions.some((action) => action.startsWith(ActionPrefix)),
  ];
  return verdicts.every(Boolean);
}

function tokenAfter(page: readonly StoredAlarm[]): string {
  return Buffer.from(`after:${page.at(-1)?.name ?? ''}`).toString('base64url');
}

function nameIn(token: string): string {
  const [, name] = /^after:(.+)$/s.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (name === undefined) throw new AwsError('InvalidNextToken', `NextToken "${token}" was not given out by DescribeAlarms; start again without it.`);
  return name;
}
