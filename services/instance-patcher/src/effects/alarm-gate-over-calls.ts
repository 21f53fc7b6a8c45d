import type { DescribeAlarmsCommandInput, DescribeAlarmsOutput } from '@aws-sdk/client-cloudwatch';

import type { AlarmReading } from '../core/gate.ts';
import type { AlarmGate } from './alarm-gate.ts';

/** DescribeAlarms in an account and region. Throws as the SDK does, or as AssumeRole of a spoke does. */
export type AlarmCall = (place: AlarmPlace, input: DescribeAlarmsCommandInput) => Promise<DescribeAlarmsOutput>;

export interface AlarmPlace {
  accountId: string;
  region: string;
}

interface NamedAlarm extends AlarmPlace {
  arn: string;
  name: string;
}

/** An alarm event halts the run anyway; the reading before each send is the second net. */
const KEPT_MS = 30_000;

/** AWS leaves composite alarms out unless they are asked for. */
const ALARM_TYPES = ['MetricAlarm', 'CompositeAlarm'] as const;

type States = ReadonlyMap<string, string>;

/** The mapping between our words and CloudWatch's, and the cache; real adapter and twin share it. */
export function alarmGateOver(call: AlarmCall): AlarmGate {
  const kept = new Map<string, { states: States; readAt: number }>();

  async function read(alarms: readonly NamedAlarm[], now: number): Promise<States> {
    const [first] = alarms;
    const key = alarms.map(({ arn }) => arn).join(' ');
    const known = kept.get(key);
    if (known !== undefined && now >= known.readAt && now < known.readAt + KEPT_MS) return known.states;
    if (first === undefined) return new Map();
    const { accountId, region } = first;
    try {
      const answer = await call(
        { accountId, region },
        { AlarmNames: alarms.map(({ name }) => name), AlarmTypes: [...ALARM_TYPES] },
      );
      const states = statesOf(answer);
      kept.set(key, { states, readAt: now });
      return states;
    } catch {
      // Denied, throttled, slow or no such role: all the same to a send, which holds and asks again.
      return new Map();
    }
  }

  return {
    async state(alarmArns, nowMs) {
      const groups = byPlace(alarmArns.flatMap((arn) => namedAlarm(arn) ?? []));
      const states = new Map((await Promise.all(groups.map((alarms) => read(alarms, nowMs)))).flatMap((found) => [...found]));
      return together(alarmArns, states);
    },
  };
}

/** `arn:aws:cloudwatch:<region>:<account>:alarm:<name>`; a name may have colons of its own. */
function namedAlarm(arn: string): NamedAlarm | undefined {
  const [, , service, region = '', accountId = '', kind, ...words] = arn.split(':');
  const name = words.join(':');
  return service === 'cloudwatch' && kind === 'alarm' && name !== '' ? { arn, region, accountId, name } : undefined;
}

function byPlace(alarms: readonly NamedAlarm[]): NamedAlarm[][] {
  const places = new Map<string, NamedAlarm[]>();
  for (const alarm of alarms) {
    const place = `${alarm.accountId}/${alarm.region}`;
    places.set(place, [...(places.get(place) ?? []), alarm]);
  }
  return [...places.values()];
}

function statesOf({ MetricAlarms = [], CompositeAlarms = [] }: DescribeAlarmsOutput): States {
  return new Map(
    [...MetricAlarms, ...CompositeAlarms].map(({ AlarmArn = '', StateValue = '' }) => [AlarmArn, StateValue]),
  );
}

/** INSUFFICIENT_DATA does not refuse, as SSM's own AlarmConfiguration has it; an alarm without a state is unknown. */
function together(arns: readonly string[], states: States): AlarmReading {
  const raised = arns.find((arn) => states.get(arn) === 'ALARM');
  if (raised !== undefined) return { state: 'raised', alarm: raised };
  const unknown = arns.find((arn) => !['OK', 'INSUFFICIENT_DATA'].includes(states.get(arn) ?? ''));
  return unknown === undefined ? { state: 'quiet' } : { state: 'unknown', alarm: unknown };
}
