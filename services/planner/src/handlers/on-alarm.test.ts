import { InMemoryDeadLetters } from '#shared/choreography/dead-letters.in-memory.ts';
import { handleRecords } from '#shared/choreography/handle-records.ts';
import type { ForeignMessage } from '#shared/choreography/message.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';
import { without } from '#shared/testing/without.ts';

import type { AlarmRuns } from '../core/control/alarm-runs.ts';
import { aControlRequest, aRunRequested, aWaveCompleted, due, KEY, plannerKit } from '../testing/planner-kit.fixture.ts';
import { aPolicy } from '../testing/requests.fixture.ts';
import { HOUR_MS, RUN_ID } from '../testing/runs.fixture.ts';
import { alarmKeyOf } from './planner-aggregates.ts';

const ARN = 'arn:aws:cloudwatch:eu-west-1:111111111111:alarm:checkout-errors';
const ALARM_KEY = alarmKeyOf(ARN);

/** As CloudWatch says it, a minute after the kit's night begins. */
function anAlarm(over: Partial<ForeignMessage> = {}): ForeignMessage {
  return {
    kind: 'foreign', source: 'aws.cloudwatch', detailType: 'CloudWatch Alarm State Change', accountId: '111111111111', region: 'eu-west-1',
    time: '2026-03-10T02:01:00Z', resources: [ARN],
    detail: { alarmName: 'checkout-errors', state: { value: 'ALARM', reason: 'threshold crossed' }, previousState: { value: 'OK' } },
    ...over,
  };
}

/** A kit with a planned run that names the alarm and began this late, and nothing yet on the bus. */
async function planned({ lateMinutes = 0 } = {}) {
  const kit = plannerKit();
  kit.clock.advanceMinutes(lateMinutes);
  await kit.plan({ policy: aPolicy({ alarms: [ARN] }) });
  kit.bus.published.length = 0;
  return { ...kit, naming: () => (kit.table.items.get(ALARM_KEY)?.state as AlarmRuns | undefined)?.runs.map(({ runId }) => runId) };
}

describe('an alarm of CloudWatch', () => {
  it('halts the run that names it, once', async () => {
    const kit = await planned();

    await kit.control.onGroup(ALARM_KEY, [anAlarm()]);
    await kit.control.onGroup(ALARM_KEY, [anAlarm(), anAlarm()]);

    const reason = `the alarm ${ARN} was raised at 2026-03-10T02:01:00.000Z`;
    expect(kit.bus.facts()).toEqual([{
      name: 'RunControlChanged',
      data: { runId: RUN_ID, control: { seq: 1, state: 'Running', haltedWaves: ['canary', 'main'] }, by: { kind: 'alarm', id: ARN }, reason },
    }]);
  });

  it('ends it as Halted when what is at work has ended, with every instance accounted for', async () => {
    const kit = await planned();

    await kit.control.onGroup(ALARM_KEY, [anAlarm()]);
    await kit.control.onGroup(KEY, [aWaveCompleted('canary', 1, 'Halted')]);

    const reason = `the alarm ${ARN} was raised at 2026-03-10T02:01:00.000Z`;
    expect(kit.bus.facts().at(-1)).toMatchObject({
      name: 'RunCompleted',
      data: {
        status: 'Halted', reason, outcomes: { Failed: 1, Skipped: 2 },
        waves: [{ status: 'Halted', reason }, { status: 'Skipped', reason: `The run was halted before its turn came: ${reason}` }],
      },
    });
  });

  it('tells a wave of its halt again that does not answer', async () => {
    const kit = await planned();
    await kit.control.onGroup(ALARM_KEY, [anAlarm()]);
    kit.clock.advanceMinutes(30);

    await kit.control.onGroup(KEY, [due()]);

    expect(kit.bus.facts().at(-1)).toMatchObject({ name: 'WaveStarted', data: { wave: 'canary', control: { seq: 1, haltedWaves: ['canary', 'main'] } } });
  });

  it('halts a run that began in the same second: the time of an event has whole seconds', async () => {
    const kit = await planned({ lateMinutes: 0.01 });

    await kit.control.onGroup(ALARM_KEY, [anAlarm({ time: '2026-03-10T02:00:00Z' })]);

    expect(kit.names()).toEqual(['RunControlChanged']);
  });

  it.each<[string, Partial<ForeignMessage>]>([
    ['from before the run', { time: '2026-03-10T01:59:59Z' }],
    ['that is over', { detail: { state: { value: 'OK' } } }],
    ['without data', { detail: { state: { value: 'INSUFFICIENT_DATA' } } }],
    ['without a state', { detail: null }],
    ['without a time that can be read', { time: 'last night' }],
  ])('%s halts nothing', async (_, over) => {
    const kit = await planned();

    await kit.control.onGroup(ALARM_KEY, [anAlarm(over)]);

    expect(kit.names()).toEqual([]);
  });

  it('stands with its own item; what is no alarm stands nowhere', async () => {
    const { control } = await planned();
    const others = [anAlarm({ source: 'aws.ssm' }), anAlarm({ detailType: 'CloudWatch Alarm Configuration Change' }), anAlarm({ resources: [] })];

    expect(control.groupOf(anAlarm())).toBe(ALARM_KEY);
    for (const other of [...others, without(anAlarm(), 'resources'), without(anAlarm(), 'time')]) await control.onGroup('foreign', [other]);
    expect(others.map((other) => control.groupOf(other))).toEqual(['foreign', 'foreign', 'foreign']);
    expect(control.groupOf(without(anAlarm(), 'resources'))).toBe('foreign');
  });

  it('of another account than the event comes from is not believed, and named in the dead-letter queue', async () => {
    const kit = await planned();
    const deadLetters = new InMemoryDeadLetters();
    const { accountId, detailType, ...rest } = anAlarm({ accountId: '222222222222' });
    const record = { messageId: 'forged', body: JSON.stringify({ ...rest, account: accountId, 'detail-type': detailType }) };

    const failed = await handleRecords(kit.control, { deadLetters, observe: () => undefined }, [record]);

    const cause = 'CloudWatch Alarm State Change: resources: found an alarm of account 111111111111, expected one of 222222222222, which the event comes from';
    expect({ failed, buried: deadLetters.buried, said: kit.names() }).toEqual({ failed: [], buried: [{ body: record.body, cause, originalMessageId: 'forged' }], said: [] });
  });

  it('that nobody names changes nothing', async () => {
    const kit = plannerKit();

    await kit.control.onGroup(ALARM_KEY, [anAlarm()]);

    expect(kit.table.items.size).toBe(0);
  });
});

describe('the run that an alarm names', () => {
  it('is found from its first moment on', async () => {
    const kit = plannerKit();
    kit.organization.failure = { kind: 'throttled', code: 'TooManyRequestsException', message: 'slow down' };
    await kit.planning.onGroup(KEY, [aRunRequested({ policy: aPolicy({ alarms: [ARN] }) })]);

    await kit.control.onGroup(ALARM_KEY, [anAlarm()]);

    expect(kit.names()).toEqual(['RunRejected']);
  });

  it('is kept while it may still come into being', async () => {
    const kit = await planned();
    kit.table.items.delete(KEY);

    await kit.control.onGroup(ALARM_KEY, [anAlarm()]);

    expect(kit.naming()).toEqual([RUN_ID]);
  });

  it('is forgotten when it is found to have ended', async () => {
    const kit = await planned();
    await kit.control.onGroup(KEY, [aControlRequest('abort'), aWaveCompleted('canary', 1, 'Aborted')]);
    expect(kit.naming()).toEqual([RUN_ID]);

    await kit.control.onGroup(ALARM_KEY, [anAlarm()]);

    expect(kit.naming()).toEqual([]);
  });

  it('that began after a replayed alarm is not its run', async () => {
    const kit = plannerKit();
    kit.clock.advanceMinutes(60);
    await kit.plan({ policy: aPolicy({ alarms: [ARN] }), notAfter: NIGHT + 2 * HOUR_MS });
    kit.bus.published.length = 0;

    await kit.control.onGroup(ALARM_KEY, [anAlarm()]);

    expect(kit.names()).toEqual([]);
  });
});
