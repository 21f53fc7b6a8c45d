import { STSClient } from '@aws-sdk/client-sts';

import { createCloudWatch } from '#local/aws/cloudwatch/cloudwatch.ts';
import { createSts } from '#local/aws/sts/sts.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { createDispatch } from '#local/wire/dispatch.ts';
import { createIdentities, HUB_ACCOUNT_ID } from '#local/wire/identities.ts';
import { createInProcessHandler } from '#local/wire/in-process-handler.ts';
import { createSchemaBackends } from '#local/wire/schema-backends.ts';
import { AwsError, type Caller, type LocalService } from '#local/wire/service.ts';
import { createInMemoryAlarmGate } from '#services/instance-patcher/src/effects/alarm-gate.in-memory.ts';
import { alarmGateSuite, type AlarmsUnderTest } from '#services/instance-patcher/src/effects/alarm-gate.suite.ts';
import { createAlarmGate, type AlarmGate } from '#services/instance-patcher/src/effects/alarm-gate.ts';
import { createSpokeSessions } from '#shared/aws/spoke-sessions.ts';
import { callerOf } from '#test/local/fleet/fleet-in-test.ts';

const REFUSING = '999999999999';
const ROLE = { roleName: 'PatchExecRole', externalId: 'patchwave-local' };

interface CloudWatchInTest {
  timers: VirtualTimers;
  monitoring: LocalService;
  asked: () => number;
}

function cloudWatchInTest(): CloudWatchInTest {
  const timers = new VirtualTimers();
  const { service } = createCloudWatch({ now: () => timers.now(), alarms: new Map(), publish: () => undefined });
  let asked = 0;
  const monitoring: LocalService = {
    ...service,
    DescribeAlarms(input: never, caller: Caller) {
      asked += 1;
      return service['DescribeAlarms']?.(input, caller);
    },
  };
  return { timers, monitoring, asked: () => asked };
}

function underTest({ timers, monitoring, asked }: CloudWatchInTest, gate: AlarmGate): AlarmsUnderTest {
  return {
    gate,
    hubAccountId: HUB_ACCOUNT_ID,
    spokeAccountId: '111111111111',
    refusingAccountId: REFUSING,
    region: 'us-east-1',
    put(arn, StateValue) {
      const [, , , region, accountId = '', , AlarmName] = arn.split(':');
      const caller = callerOf(accountId, region);
      const settings = { Namespace: 'Shop', MetricName: 'Errors', Statistic: 'Sum', Period: 60, EvaluationPeriods: 1, Threshold: 1 };
      monitoring['PutMetricAlarm']?.({ AlarmName, ComparisonOperator: 'GreaterThanThreshold', ...settings } as never, caller);
      monitoring['SetAlarmState']?.({ AlarmName, StateValue, StateReason: 'a test says so' } as never, caller);
    },
    asked,
    now: () => timers.now(),
    passSeconds: (seconds) => timers.advanceBy(seconds * 1_000),
  };
}

/** The real adapter before the local CloudWatch and STS, over the wire. */
function overTheWire({ timers, monitoring }: CloudWatchInTest): AlarmGate {
  const identities = createIdentities(timers);
  identities.register('hub', { accountId: HUB_ACCOUNT_ID, arn: `arn:aws:iam::${HUB_ACCOUNT_ID}:role/patching` });
  const roles = {
    find: (roleArn: string) => ({
      accountId: roleArn.split(':')[4] ?? '',
      externalId: ROLE.externalId,
      refuses: roleArn.includes(REFUSING),
    }),
  };
  const backends = createSchemaBackends({ sts: createSts({ identities, roles }), monitoring }, () => undefined);
  const requestHandler = createInProcessHandler(createDispatch({ backends, identities, routes: {} })) as never;
  const credentials = { accessKeyId: 'hub', secretAccessKey: 'any' };
  const sts = new STSClient({ requestHandler, region: 'us-east-1', credentials });
  const sessions = createSpokeSessions(sts, ROLE, () => timers.now());
  return createAlarmGate({ hubAccountId: HUB_ACCOUNT_ID, sessions }, { requestHandler, credentials });
}

alarmGateSuite('CloudWatch over the local cloud', () => {
  const inTest = cloudWatchInTest();
  return Promise.resolve(underTest(inTest, overTheWire(inTest)));
});

alarmGateSuite('in memory, over the local CloudWatch', () => {
  const inTest = cloudWatchInTest();
  const twin = createInMemoryAlarmGate(({ accountId, region }, input) => {
    if (accountId === REFUSING) throw new AwsError('AccessDenied', 'not authorized');
    return inTest.monitoring['DescribeAlarms']?.(input as never, callerOf(accountId, region));
  });
  return Promise.resolve(underTest(inTest, twin));
});
