import type { DescribeAlarmsOutput } from '@aws-sdk/client-cloudwatch';

import { alarmGateOver, type AlarmPlace } from './alarm-gate-over-calls.ts';
import type { AlarmGate } from './alarm-gate.ts';

/** DescribeAlarms of any simulated CloudWatch, with AWS's input and answer. Throws errors whose `name` is AWS's code. */
export type SimulatedAlarms = (place: AlarmPlace, input: object) => unknown;

/** The same mapping and cache as the real adapter, without SDK and wire. */
export function createInMemoryAlarmGate(call: SimulatedAlarms): AlarmGate {
  return alarmGateOver(async (place, input) => (await call(place, input)) as DescribeAlarmsOutput);
}
