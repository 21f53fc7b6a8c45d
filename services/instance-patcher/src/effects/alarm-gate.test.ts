import { NIGHT, SetClock } from '#shared/testing/test-aggregate.ts';

import { awsError } from '../testing/scripted-spoke.fixture.ts';
import { createInMemoryAlarmGate } from './alarm-gate.in-memory.ts';
import { alarmGateSuite } from './alarm-gate.suite.ts';

const REFUSING = '999999999999';

alarmGateSuite('in memory', () => {
  const clock = new SetClock(NIGHT);
  const states = new Map<string, string>();
  let asked = 0;
  const gate = createInMemoryAlarmGate(({ accountId, region }, input) => {
    asked += 1;
    if (accountId === REFUSING) throw awsError('AccessDenied');
    const { AlarmNames } = input as { AlarmNames: string[] };
    const arns = AlarmNames.map((name) => `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`);
    return { MetricAlarms: arns.flatMap((AlarmArn) => (states.has(AlarmArn) ? [{ AlarmArn, StateValue: states.get(AlarmArn) }] : [])) };
  });
  return Promise.resolve({
    gate,
    hubAccountId: '000000000000',
    spokeAccountId: '111111111111',
    refusingAccountId: REFUSING,
    region: 'us-east-1',
    put: (arn, state) => void states.set(arn, state),
    asked: () => asked,
    now: () => clock.now(),
    passSeconds: (seconds) => clock.advanceSeconds(seconds),
  });
});

const composite = 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:All of checkout: errors';

test('a composite alarm is asked for and found, colons in its name and all', async () => {
  const inputs: object[] = [];
  const gate = createInMemoryAlarmGate((_place, input) => {
    inputs.push(input);
    return { CompositeAlarms: [{ AlarmArn: composite, StateValue: 'ALARM' }] };
  });
  expect(await gate.state([composite], NIGHT)).toEqual({ state: 'raised', alarm: composite });
  expect(inputs).toEqual([{ AlarmNames: ['All of checkout: errors'], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }]);
});

test.each(['Errors', 'arn:aws:ssm:us-east-1:000000000000:document/Errors', 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:'])(
  '%s names no alarm, so its state is unknown and nobody is asked',
  async (arn) => {
    const gate = createInMemoryAlarmGate(() => Promise.reject(new Error('asked')));
    expect(await gate.state([arn], NIGHT)).toEqual({ state: 'unknown', alarm: arn });
  },
);
