import type { Message } from '#shared/choreography/message.ts';
import type { RemoteResult } from '#shared/domain/remote-failure.ts';
import type { InventoryInstance } from '#shared/domain/inventory.ts';
import { inventoryKeyOf } from '#shared/domain/run-objects.ts';
import { discoveryRequested } from '#shared/events/discovery-requested.ts';
import { inMemoryKit, NIGHT } from '#shared/testing/test-aggregate.ts';

import { HOUR_MS, RUN_ID } from '../testing/wave-builders.fixture.ts';
import { discoveryService } from './discovery-service.ts';

const reachable = { accountId: '111111111111', region: 'us-east-1' };
const refusing = { accountId: '999999999999', region: 'us-west-2' };
const instance: InventoryInstance = {
  id: 'i-00000000000000001', platform: 'Linux', state: 'managed', tags: {}, zone: 'us-east-1a',
};

function question(changes: Partial<{ notAfter: number }> = {}): Message {
  return {
    kind: 'event',
    detailType: discoveryRequested.detailType,
    detail: {
      metadata: { id: 'q', runId: RUN_ID, occurredAt: '2026-03-10T02:00:00Z' },
      data: { runId: RUN_ID, chunk: 3, targets: [reachable, refusing], notAfter: NIGHT + HOUR_MS, ...changes },
    },
  };
}

function setUp() {
  const kit = inMemoryKit();
  const asked: string[] = [];
  const spokes = {
    instancesOf(accountId: string): Promise<RemoteResult<InventoryInstance[]>> {
      asked.push(accountId);
      return Promise.resolve(
        accountId === refusing.accountId
          ? { ok: false, failure: { kind: 'denied', code: 'AccessDenied', message: 'No.' } }
          : { ok: true, value: [instance] },
      );
    },
  };
  const service = discoveryService({ ...kit, spokes, roleName: 'PatchExecRole' });
  const deliver = (message: Message) => service.onGroup(service.groupOf(message), [message]);
  return { ...kit, asked, service, deliver };
}

const cause =
  'Account 999999999999 refused the role PatchExecRole (AccessDenied: No.) Check that PatchExecRole exists there, trusts the hub and its ExternalId, and may ec2:DescribeInstances.';
const discovered = {
  name: 'TargetsDiscovered',
  data: {
    runId: RUN_ID, chunk: 3, inventoryKey: inventoryKeyOf(RUN_ID, 3), instances: 1, refusals: [{ ...refusing, cause }],
  },
};

describe('discovery', () => {
  it('stores what it found, with the refused target beside it, and tells', async () => {
    const { deliver, bus, objects } = setUp();
    await deliver(question());
    expect(bus.facts()).toEqual([discovered]);
    expect(await objects.read(inventoryKeyOf(RUN_ID, 3))).toEqual({
      runId: RUN_ID,
      chunk: 3,
      targets: [{ ...reachable, instances: [instance] }, { ...refusing, unreachable: cause, instances: [] }],
    });
  });

  it('answers a repeated question from its first answer, with the same id', async () => {
    const { deliver, bus, asked } = setUp();
    await deliver(question());
    await deliver(question());
    expect(asked).toEqual([reachable.accountId, refusing.accountId]);
    expect(bus.published.map(({ id }) => id)).toEqual([`DISCOVERY#${RUN_ID}#3`, `DISCOVERY#${RUN_ID}#3`]);
    expect(bus.facts()).toEqual([discovered, discovered]);
  });

  it('answers with the answer of whoever wrote first', async () => {
    const { service, objects, bus, clock, deliver } = setUp();
    const first = { runId: RUN_ID, chunk: 3, targets: [{ ...reachable, instances: [] }] };
    const slow = discoveryService({
      bus, clock, objects, roleName: 'PatchExecRole',
      spokes: {
        async instancesOf() {
          await objects.putOnce(inventoryKeyOf(RUN_ID, 3), first);
          return { ok: true, value: [instance] };
        },
      },
    });
    await slow.onGroup(service.groupOf(question()), [question()]);
    await deliver(question());
    expect(bus.facts().map(({ data }) => (data as { instances: number }).instances)).toEqual([0, 0]);
  });

  it('reads nothing for a question that came too late', async () => {
    const { deliver, asked, bus } = setUp();
    await deliver(question({ notAfter: NIGHT - 1 }));
    expect([asked, bus.facts()]).toEqual([[], []]);
  });

  it('leaves the message to be tried again when the bus did not take the answer', async () => {
    const { deliver, bus } = setUp();
    bus.refuseOnce.add(`DISCOVERY#${RUN_ID}#3`);
    await expect(deliver(question())).rejects.toThrow('the bus did not confirm TargetsDiscovered');
    await deliver(question());
    expect(bus.facts()).toEqual([discovered]);
  });

  it('has nothing to do at a tick or an alarm', async () => {
    const { service, deliver, bus } = setUp();
    await service.onTick();
    await deliver({ kind: 'due', due: { key: 'x', dueAt: 0 } });
    expect(bus.facts()).toEqual([]);
  });
});
