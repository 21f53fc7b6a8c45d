import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import type { DeliveryContext } from '#local/eventbridge/delivery/deliver.ts';
import { createScheduler, type SchedulerState } from './create-scheduler.ts';

const owner = { accountId: '000000000000', region: 'us-east-1' };
const queueArn = 'arn:aws:sqs:us-east-1:000000000000:planner';
const deadLettersArn = 'arn:aws:sqs:us-east-1:000000000000:dead-letters';
const arn = 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/tick';

const thePerfectTarget = { Arn: queueArn, RoleArn: 'arn:aws:iam::000000000000:role/scheduler', Input: '{"tick":true}' };
const thePerfectSchedule = {
  Name: 'tick',
  ScheduleExpression: 'rate(5 minutes)',
  FlexibleTimeWindow: { Mode: 'OFF' as const },
  Target: thePerfectTarget,
};

/** A Scheduler at 2026-01-05T08:00:00Z that notes what is sent, and when. */
function aBench(refuse?: (targetArn: string) => string | undefined) {
  const timers = new VirtualTimers();
  const sent: { at: string; targetArn: string; payload: string; context: DeliveryContext }[] = [];
  let ids = 0;
  const scheduler = createScheduler({
    timers,
    newId: () => `execution-${++ids}`,
    deliver: (targetArn, payload, context) => {
      const name = refuse?.(targetArn);
      if (name !== undefined) return Promise.reject(Object.assign(new Error('refused'), { name }));
      return Promise.resolve(void sent.push({ at: new Date(timers.now()).toISOString().slice(11, 19), targetArn, payload, context }));
    },
  });
  const call = (name: string, input: object) => (scheduler.service[name] as unknown as (input: object, caller: object) => unknown)(input, owner);
  const times = () => sent.map(({ at }) => at);
  return { scheduler, timers, sent, call, times };
}

test('a rate fires every period and hands its Input to the queue', () => {
  const { timers, sent, call } = aBench();

  const answer = call('CreateSchedule', thePerfectSchedule);
  timers.advanceBy(10 * 60_000);

  expect([answer, sent]).toEqual([
    { ScheduleArn: arn },
    ['08:05:00', '08:10:00'].map((at, index) => ({ at, targetArn: queueArn, payload: '{"tick":true}', context: { eventId: `execution-${index + 1}`, ruleArn: arn } })),
  ]);
});

test('the keywords in an Input are filled in', () => {
  const { timers, sent, call } = aBench();
  const Input = '<aws.scheduler.schedule-arn> <aws.scheduler.scheduled-time> <aws.scheduler.execution-id> <aws.scheduler.attempt-number>';

  call('CreateSchedule', { ...thePerfectSchedule, Target: { ...thePerfectTarget, Input } });
  timers.advanceBy(5 * 60_000);

  expect(sent.map(({ payload }) => payload)).toEqual([`${arn} 2026-01-05T08:05:00Z execution-1 1`]);
});

test('without an Input the target is told what time it is', () => {
  const { timers, sent, call } = aBench();

  call('CreateSchedule', { ...thePerfectSchedule, Target: { ...thePerfectTarget, Input: undefined } });
  timers.advanceBy(5 * 60_000);

  expect(sent.map(({ payload }) => JSON.parse(payload) as unknown)).toEqual([
    { version: '0', id: 'execution-1', 'detail-type': 'Scheduled Event', source: 'aws.scheduler', account: '000000000000', time: '2026-01-05T08:05:00Z', region: 'us-east-1', resources: [arn], detail: '{}' },
  ]);
});

test('a bus gets its source and detail type, a queue its message group', () => {
  const { timers, sent, call } = aBench();
  const bus = { ...thePerfectTarget, Arn: 'arn:aws:events:us-east-1:000000000000:event-bus/patchwave', EventBridgeParameters: { Source: 'patchwave', DetailType: 'RunRequested.v1' } };
  call('CreateSchedule', { ...thePerfectSchedule, Target: bus });
  call('CreateSchedule', { ...thePerfectSchedule, Name: 'fifo', Target: { ...thePerfectTarget, Arn: `${queueArn}.fifo`, SqsParameters: { MessageGroupId: 'ticks' } } });

  timers.advanceBy(5 * 60_000);

  expect(sent.map(({ context }) => [context.newEvent, context.messageGroupId])).toEqual([
    [{ source: 'patchwave', detailType: 'RunRequested.v1' }, undefined],
    [undefined, 'ticks'],
  ]);
});

test('a cron keeps to its start and end dates', () => {
  const { timers, call, times } = aBench();
  call('CreateSchedule', {
    ...thePerfectSchedule,
    ScheduleExpression: 'cron(0/10 * * * ? *)',
    StartDate: new Date('2026-01-05T08:20:00Z'),
    EndDate: new Date('2026-01-05T08:45:00Z'),
  });

  timers.advanceBy(3_600_000);

  expect(times()).toEqual(['08:20:00', '08:30:00', '08:40:00']);
});

test('a schedule that is over is deleted if it asks for that, and kept if not', () => {
  const { timers, call } = aBench();
  const once = { ...thePerfectSchedule, ScheduleExpression: 'at(2026-01-05T08:03:00)' };
  call('CreateSchedule', { ...once, Name: 'gone', ActionAfterCompletion: 'DELETE' });
  call('CreateSchedule', { ...once, Name: 'kept' });

  timers.advanceBy(600_000);

  expect((call('ListSchedules', {}) as { Schedules: { Name: string }[] }).Schedules.map(({ Name }) => Name)).toEqual(['kept']);
});

test('a disabled schedule fires only once it is enabled, a deleted one never again', () => {
  const { timers, call, times } = aBench();
  call('CreateSchedule', { ...thePerfectSchedule, State: 'DISABLED' });
  timers.advanceBy(3_600_000);
  call('UpdateSchedule', thePerfectSchedule);
  timers.advanceBy(300_000);
  call('DeleteSchedule', { Name: 'tick' });
  timers.advanceBy(3_600_000);

  expect(times()).toEqual(['09:05:00']);
});

test('a target that is gone costs the invocation, and its dead letter says which', async () => {
  const { timers, sent, call } = aBench((targetArn) => (targetArn === queueArn ? 'QueueDoesNotExist' : undefined));
  call('CreateSchedule', { ...thePerfectSchedule, Target: { ...thePerfectTarget, DeadLetterConfig: { Arn: deadLettersArn } } });

  timers.advanceBy(300_000);
  await new Promise(setImmediate);

  expect(sent.map(({ targetArn, payload, context }) => [targetArn, payload, context.messageAttributes])).toEqual([
    [
      deadLettersArn,
      '{"tick":true}',
      { ERROR_CODE: 'NO_RESOURCE', ERROR_MESSAGE: 'refused', RETRY_ATTEMPTS: '0', SCHEDULED_TIME: '2026-01-05T08:05:00Z', SCHEDULE_ARN: arn, TARGET_ARN: queueArn },
    ],
  ]);
});

describe('over a restart', () => {
  test('a schedule keeps its phase, and what was missed fires once', () => {
    const before = aBench();
    before.scheduler.putScheduleGroup('policies', owner);
    before.scheduler.putSchedule({ ...thePerfectSchedule, GroupName: 'policies' }, owner);
    const state = JSON.parse(JSON.stringify(before.scheduler.state())) as SchedulerState;

    const after = aBench();
    after.timers.advanceBy(17 * 60_000);
    after.scheduler.restore(state);
    after.scheduler.putSchedule({ ...thePerfectSchedule, GroupName: 'policies' }, owner);
    after.timers.advanceBy(5 * 60_000);

    expect(after.times()).toEqual(['08:17:00', '08:20:00']);
  });

  test('a template that changed the schedule starts it anew', () => {
    const { scheduler, timers, times } = aBench();
    scheduler.putSchedule(thePerfectSchedule, owner);
    timers.advanceBy(60_000);
    scheduler.putSchedule({ ...thePerfectSchedule, ScheduleExpression: 'rate(7 minutes)' }, owner);
    timers.advanceBy(8 * 60_000);

    expect(times()).toEqual(['08:08:00']);
  });
});

test('a schedule is described as it was asked for', () => {
  const { call } = aBench();
  const asked = { ...thePerfectSchedule, ScheduleExpression: 'cron(0 2 ? * TUE#2 *)', ScheduleExpressionTimezone: 'Europe/Berlin', Description: 'patch Tuesday' };
  call('CreateSchedule', asked);

  const made = new Date('2026-01-05T08:00:00Z');
  expect(call('GetSchedule', { Name: 'tick' })).toEqual({ ...asked, Arn: arn, GroupName: 'default', State: 'ENABLED', ActionAfterCompletion: 'NONE', CreationDate: made, LastModificationDate: made });
});

test('schedules are listed by group, prefix and state, page by page', () => {
  const { call } = aBench();
  call('CreateScheduleGroup', { Name: 'policies' });
  for (const Name of ['a1', 'a2', 'b1']) call('CreateSchedule', { ...thePerfectSchedule, Name, GroupName: 'policies' });
  call('CreateSchedule', { ...thePerfectSchedule, Name: 'a3', State: 'DISABLED' });
  const names = (input: object) => (call('ListSchedules', input) as { Schedules: { Name: string }[] }).Schedules.map(({ Name }) => Name);

  expect([names({ GroupName: 'policies', NamePrefix: 'a' }), names({ State: 'DISABLED' }), names({ MaxResults: 2, NextToken: '2' })]).toEqual([
    ['a1', 'a2'],
    ['a3'],
    ['b1', 'a3'],
  ]);
});

test('a group takes its schedules with it when it goes', () => {
  const { call } = aBench();
  call('CreateScheduleGroup', { Name: 'policies' });
  call('CreateSchedule', { ...thePerfectSchedule, GroupName: 'policies' });
  call('DeleteScheduleGroup', { Name: 'policies' });

  const groups = (call('ListScheduleGroups', {}) as { ScheduleGroups: { Name: string }[] }).ScheduleGroups.map(({ Name }) => Name);
  expect([groups, call('ListSchedules', {})]).toEqual([['default'], { Schedules: [] }]);
});

test.each([
  ['a bad name', { Name: 'a b' }, "Value 'a b' at 'Name'"],
  ['no expression', { ScheduleExpression: undefined }, 'ScheduleExpression must be specified.'],
  ['a bad expression', { ScheduleExpression: 'rate(5 weeks)' }, 'Invalid Schedule Expression rate(5 weeks).'],
  ['no target', { Target: undefined }, 'Target must be specified'],
  ['no role', { Target: { Arn: queueArn } }, 'Target.RoleArn must be the ARN of an IAM role, found nothing'],
  ['a bus without parameters', { Target: { ...thePerfectTarget, Arn: 'arn:aws:events:us-east-1:000000000000:event-bus/x' } }, 'Target.EventBridgeParameters'],
  ['a FIFO queue without a group', { Target: { ...thePerfectTarget, Arn: `${queueArn}.fifo` } }, 'Target.SqsParameters'],
  ['no flexible window', { FlexibleTimeWindow: undefined }, 'FlexibleTimeWindow must be Mode OFF'],
  ['an end before its start', { StartDate: new Date('2026-02-01'), EndDate: new Date('2026-01-01') }, 'EndDate you specify must come after the StartDate'],
])('a schedule with %s is refused', (_, spoilt, message) => {
  const { call } = aBench();

  expect(() => call('CreateSchedule', { ...thePerfectSchedule, ...spoilt })).toThrow(expect.objectContaining({ code: 'ValidationException', message: expect.stringContaining(message) as string }) as Error);
});

test('names are taken once, and what is not there is told', () => {
  const { call } = aBench();
  call('CreateSchedule', thePerfectSchedule);
  const codes = [
    () => call('CreateSchedule', thePerfectSchedule),
    () => call('CreateSchedule', { ...thePerfectSchedule, GroupName: 'nowhere' }),
    () => call('GetSchedule', { Name: 'nothing' }),
    () => call('UpdateSchedule', { ...thePerfectSchedule, Name: 'nothing' }),
    () => call('CreateScheduleGroup', { Name: 'default' }),
  ].map((attempt) => {
    try {
      return attempt();
    } catch (error) {
      return (error as Error).name;
    }
  });

  expect(codes).toEqual(['ConflictException', 'ResourceNotFoundException', 'ResourceNotFoundException', 'ResourceNotFoundException', 'ConflictException']);
});
