import { aBench, call, queueArn, type Bench } from './event-bridge.fixture.ts';

const pattern = '{"source":["patchwave"]}';

async function aRule(spoilt: object = {}): Promise<Bench> {
  const bench = aBench();
  await call(bench, 'PutRule', { Name: 'hints', EventPattern: pattern, Description: 'wakes', ...spoilt });
  return bench;
}

const targets = (count: number) => Array.from({ length: count }, (_, index) => ({ Id: `t${index}`, Arn: queueArn }));

test('a rule is described as it was put, and listed by prefix and page', async () => {
  const bench = await aRule();
  await call(bench, 'PutRule', { Name: 'hours', EventPattern: pattern });
  await call(bench, 'PutRule', { Name: 'other', EventPattern: pattern });

  const first = { Name: 'hints', Arn: 'arn:aws:events:us-east-1:000000000000:rule/hints', EventPattern: pattern, State: 'ENABLED', EventBusName: 'default', Description: 'wakes' };
  const second = { ...first, Name: 'hours', Arn: 'arn:aws:events:us-east-1:000000000000:rule/hours', Description: undefined };
  expect([
    await call(bench, 'DescribeRule', { Name: 'hints' }),
    await call(bench, 'ListRules', { NamePrefix: 'h', Limit: 1 }),
    await call(bench, 'ListRules', { NamePrefix: 'h', Limit: 1, NextToken: '1' }),
  ]).toEqual([{ ...first, CreatedBy: '000000000000' }, { Rules: [first], NextToken: '1' }, { Rules: [second] }]);
});

test('a rule is switched off and on', async () => {
  const bench = await aRule();
  const state = async () => ((await call(bench, 'DescribeRule', { Name: 'hints' })) as { State: string }).State;

  await call(bench, 'DisableRule', { Name: 'hints' });
  const off = await state();
  await call(bench, 'EnableRule', { Name: 'hints' });

  expect([off, await state()]).toEqual(['DISABLED', 'ENABLED']);
});

test('a rule put again keeps its targets', async () => {
  const bench = await aRule();
  await call(bench, 'PutTargets', { Rule: 'hints', Targets: targets(1) });
  await call(bench, 'PutRule', { Name: 'hints', EventPattern: '{"source":["other"]}' });

  expect(await call(bench, 'ListTargetsByRule', { Rule: 'hints' })).toEqual({ Targets: targets(1) });
});

test.each([
  ['a bad pattern', { EventPattern: '{}' }, 'Event pattern is not valid. Reason: Empty objects are not allowed'],
  ['no pattern', { EventPattern: undefined }, 'Parameter(s) EventPattern or ScheduleExpression must be specified.'],
  ['a bad name', { Name: 'a b' }, "Value 'a b' at 'name' failed to satisfy constraint"],
  ['a bus that is not there', { EventBusName: 'nowhere' }, 'Event bus nowhere does not exist.'],
  ['a schedule', { ScheduleExpression: 'rate(1 minute)' }, 'ScheduleExpression is not simulated'],
])('a rule with %s is refused', async (_, spoilt, message) => {
  await expect(aRule(spoilt)).rejects.toThrow(message);
});

test('a sixth target is refused, and the five stay', async () => {
  const bench = await aRule();
  await call(bench, 'PutTargets', { Rule: 'hints', Targets: targets(5) });

  await expect(call(bench, 'PutTargets', { Rule: 'hints', Targets: targets(6) })).rejects.toMatchObject({ code: 'LimitExceededException' });
  expect(await call(bench, 'ListTargetsByRule', { Rule: 'hints' })).toEqual({ Targets: targets(5) });
});

test.each([
  ['an ARN that is none', { Arn: 'queue' }, 'Parameter queue is not valid. Reason: Provided Arn is not in correct format.'],
  ['a FIFO queue without a group', { Arn: `${queueArn}.fifo` }, 'Parameter(s) SqsParameters must be specified for target: t0.'],
  ['two kinds of input', { Input: '{}', InputPath: '$' }, 'Only one of Input, InputPath, or InputTransformer'],
  ['an input that is not JSON', { Input: '{' }, 'JSON syntax error in input for target t0.'],
  ['an input path that is none', { InputPath: 'detail' }, 'Invalid input path for target t0 : detail.'],
  ['a reserved variable', { InputTransformer: { InputPathsMap: { 'aws.x': '$.id' }, InputTemplate: '""' } }, 'names that begin with AWS are reserved'],
])('a target with %s is refused', async (_, spoilt, message) => {
  const bench = await aRule();

  await expect(call(bench, 'PutTargets', { Rule: 'hints', Targets: [{ Id: 't0', Arn: queueArn, ...spoilt }] })).rejects.toThrow(message);
});

test('a rule goes only after its targets, and a target that is not there is told', async () => {
  const bench = await aRule();
  await call(bench, 'PutTargets', { Rule: 'hints', Targets: targets(1) });
  await expect(call(bench, 'DeleteRule', { Name: 'hints' })).rejects.toThrow("Rule can't be deleted since it has targets.");

  const removal = await call(bench, 'RemoveTargets', { Rule: 'hints', Ids: ['t0', 't9'] });
  await call(bench, 'DeleteRule', { Name: 'hints' });

  expect(removal).toEqual({
    FailedEntryCount: 1,
    FailedEntries: [{ TargetId: 't9', ErrorCode: 'ResourceNotFoundException', ErrorMessage: 'Rule hints does not have a target with the Id t9.' }],
  });
  await expect(call(bench, 'DescribeRule', { Name: 'hints' })).rejects.toThrow('Rule hints does not exist on EventBus default.');
});

test('TestEventPattern answers for a whole event and refuses half a one', async () => {
  const event = { id: '1', account: '1', source: 'patchwave', time: 't', region: 'r', resources: [], 'detail-type': 'x', detail: {} };
  const half = { ...event, id: undefined };

  expect(await call(aBench(), 'TestEventPattern', { EventPattern: pattern, Event: JSON.stringify(event) })).toEqual({ Result: true });
  await expect(call(aBench(), 'TestEventPattern', { EventPattern: pattern, Event: JSON.stringify(half) })).rejects.toThrow('it lacks id');
});
