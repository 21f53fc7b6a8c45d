import { aBench, aCaller, anEntry, call, callAs, hub, queueArn, route, spoke } from './event-bridge.fixture.ts';

async function put(bench: ReturnType<typeof aBench>, ...entries: object[]): Promise<unknown> {
  return call(bench, 'PutEvents', { Entries: entries });
}

test('a good entry is answered with its id and reaches the queue as the event that AWS would send', async () => {
  const bench = aBench();
  route(bench, {});

  const answer = await put(bench, anEntry({ Resources: ['arn:aws:s3:::plans'], Time: new Date('2026-01-01T00:00:00.900Z') }));
  await bench.pass(0);

  const event = {
    version: '0',
    id: 'event-1',
    'detail-type': 'PlanCreated.v1',
    source: 'patchwave',
    account: hub.accountId,
    time: '2026-01-01T00:00:00Z',
    region: 'us-east-1',
    resources: ['arn:aws:s3:::plans'],
    detail: { runId: 'r-1' },
  };
  const context = { eventId: 'event-1', ruleArn: 'arn:aws:events:us-east-1:000000000000:rule/all' };
  expect([answer, bench.delivered]).toEqual([
    { FailedEntryCount: 0, Entries: [{ EventId: 'event-1' }] },
    [{ targetArn: queueArn, payload: JSON.stringify(event), context }],
  ]);
});

test('each bad entry is refused for itself, and the good one beside them still goes', async () => {
  const bench = aBench();
  route(bench, {});

  const answer = await put(
    bench,
    anEntry({ Source: undefined }),
    anEntry({ DetailType: '' }),
    anEntry({ Detail: undefined }),
    anEntry({ Detail: '[1]' }),
    anEntry({ Detail: '{' }),
    anEntry({ Source: 'aws.ssm' }),
    anEntry(),
  );
  await bench.pass(0);

  const missing = (name: string) => ({
    ErrorCode: 'InvalidArgument',
    ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
  });
  const malformed = { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  expect([answer, bench.delivered.length]).toEqual([
    {
      FailedEntryCount: 6,
      Entries: [
        missing('Source'),
        missing('DetailType'),
        missing('Detail'),
        malformed,
        malformed,
        { ErrorCode: 'NotAuthorizedForSource', ErrorMessage: 'Not authorized for the source.' },
        { EventId: 'event-1' },
      ],
    },
    1,
  ]);
});

test('more than ten entries, none, and more than 1 MiB in all are refused as a whole', async () => {
  const bench = aBench();
  const large = anEntry({ Detail: JSON.stringify({ text: 'x'.repeat(600_000) }) });

  await expect(put(bench, ...Array.from({ length: 11 }, () => anEntry()))).rejects.toThrow('less than or equal to 10');
  await expect(put(bench)).rejects.toThrow('greater than or equal to 1');
  await expect(put(bench, large, large)).rejects.toThrow('Total size of the entries in the request is over the limit.');
});

test('a bus that does not exist takes the event in silence, as on AWS', async () => {
  const answer = await put(aBench(), anEntry({ EventBusName: 'nowhere' }));

  expect(answer).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: 'event-1' }] });
});

describe('another account', () => {
  const entry = anEntry({ EventBusName: 'arn:aws:events:us-east-1:000000000000:event-bus/default' });

  test('is refused by a bus whose policy does not name it', async () => {
    await expect(callAs(aCaller(spoke), aBench())('PutEvents', { Entries: [entry] })).rejects.toMatchObject({
      code: 'AccessDeniedException',
      message: expect.stringContaining('is not authorized to perform: events:PutEvents on resource: arn:aws:events:us-east-1:000000000000:event-bus/default') as string,
    });
  });

  test('is let in by a policy for its organization, and the event stays of its own account', async () => {
    const bench = aBench();
    route(bench, { InputPath: '$.account' });
    bench.bridge.putPermission({ StatementId: 'org', Principal: '*', Condition: { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-patchwave01' } }, hub);

    await callAs(aCaller(spoke), bench)('PutEvents', { Entries: [entry] });
    await bench.pass(0);

    expect(bench.delivered.map(({ payload }) => payload)).toEqual(['"111111111111"']);
  });
});
