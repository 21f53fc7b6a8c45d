import { aBench, call, hub, queueArn, route } from './event-bridge.fixture.ts';

const created = new Date('2026-01-05T08:00:00Z');
const bus = { Name: 'patchwave', Arn: 'arn:aws:events:us-east-1:000000000000:event-bus/patchwave', CreationTime: created };

test('every account-region has a default bus; others are made, described, listed and deleted', async () => {
  const bench = aBench();
  const made = await call(bench, 'CreateEventBus', { Name: 'patchwave' });
  const described = await call(bench, 'DescribeEventBus', { Name: bus.Arn });
  const listed = await call(bench, 'ListEventBuses', {});
  await call(bench, 'DeleteEventBus', { Name: 'patchwave' });

  expect([made, described, listed]).toEqual([
    { EventBusArn: bus.Arn },
    bus,
    { EventBuses: [bus, { ...bus, Name: 'default', Arn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' }] },
  ]);
  await expect(call(bench, 'DescribeEventBus', { Name: 'patchwave' })).rejects.toThrow('Event bus patchwave does not exist.');
});

test('a bus is not made twice, the default bus is not deleted, nor one that has rules', async () => {
  const bench = aBench();
  await call(bench, 'CreateEventBus', { Name: 'patchwave' });
  await call(bench, 'PutRule', { Name: 'all', EventBusName: 'patchwave', EventPattern: '{"source":["x"]}' });

  await expect(call(bench, 'CreateEventBus', { Name: 'patchwave' })).rejects.toMatchObject({ code: 'ResourceAlreadyExistsException' });
  await expect(call(bench, 'DeleteEventBus', { Name: 'default' })).rejects.toThrow('Cannot delete event bus default.');
  await expect(call(bench, 'DeleteEventBus', { Name: 'patchwave' })).rejects.toThrow('it still has 1 rules');
});

describe('a replay', () => {
  const archive = { ArchiveName: 'all', EventSourceArn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' };
  const replay = {
    ReplayName: 'again',
    EventSourceArn: 'arn:aws:events:us-east-1:000000000000:archive/all',
    EventStartTime: new Date('2026-01-05T08:00:01Z'),
    EventEndTime: new Date('2026-01-05T08:00:02Z'),
    Destination: { Arn: archive.EventSourceArn },
  };

  async function anArchive() {
    const bench = aBench();
    route(bench, {});
    await call(bench, 'CreateArchive', { ...archive, EventPattern: '{"detail-type":["kept"]}' });
    for (const detailType of ['kept', 'other']) bench.bridge.publish(hub.accountId, hub.region, { source: 'patchwave', detailType, detail: {} });
    await bench.pass(1);
    bench.bridge.publish(hub.accountId, hub.region, { source: 'patchwave', detailType: 'kept', detail: { second: 1 } });
    await bench.pass(0);
    bench.delivered.length = 0;
    return bench;
  }

  test('sends the archived events of its span again, under its name, and does not archive them again', async () => {
    const bench = await anArchive();

    await call(bench, 'StartReplay', replay);
    await bench.pass(1);

    const { EventCount } = (await call(bench, 'DescribeArchive', { ArchiveName: 'all' })) as { EventCount: number };
    const { State } = (await call(bench, 'DescribeReplay', { ReplayName: 'again' })) as { State: string };
    const events = bench.delivered.map(({ targetArn, payload }) => [targetArn, JSON.parse(payload) as unknown]);
    expect([State, EventCount, events]).toEqual([
      'COMPLETED',
      2,
      [[queueArn, expect.objectContaining({ id: 'event-3', detail: { second: 1 }, 'replay-name': 'again' })]],
    ]);
  });

  test('to another bus is refused', async () => {
    const bench = await anArchive();

    await expect(call(bench, 'StartReplay', { ...replay, Destination: { Arn: bus.Arn } })).rejects.toThrow('Cross event bus replay is not permitted.');
  });
});
