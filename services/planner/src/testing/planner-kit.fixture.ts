import type { Message } from '#shared/choreography/message.ts';
import { InMemoryDueQueue } from '#shared/choreography/due-queue.in-memory.ts';
import type { InventoryInstance, TargetInventory } from '#shared/domain/inventory.ts';
import { inventoryKeyOf } from '#shared/domain/run-objects.ts';
import type { EventContract } from '#shared/events/contract.ts';
import { runControlRequested } from '#shared/events/run-control-requested.ts';
import { runRequested } from '#shared/events/run-requested.ts';
import { targetsDiscovered } from '#shared/events/targets-discovered.ts';
import { waveApproved } from '#shared/events/wave-approved.ts';
import { waveCompleted } from '#shared/events/wave-completed.ts';
import { inMemoryKit } from '#shared/testing/test-aggregate.ts';

import type { RunRequest } from '../core/request/read-request.ts';
import type { RunState } from '../core/run/run-state.ts';
import { InMemoryOrganizationDirectory } from '../effects/organization-directory.in-memory.ts';
import { controlService } from '../handlers/control-service.ts';
import { plannerEffects, runKeyOf } from '../handlers/planner-aggregates.ts';
import { planningService } from '../handlers/planning-service.ts';
import { aPolicy } from './requests.fixture.ts';
import { ANA, HOUR_MS, RUN_ID } from './runs.fixture.ts';

export const KEY = runKeyOf(RUN_ID);

/** Both services of the planner over one table, everything in memory. The organization has two active accounts. */
export function plannerKit() {
  const kit = inMemoryKit();
  const organization = new InMemoryOrganizationDirectory(
    ['111111111111', '222222222222'].map((id) => ({ id, active: true, unitId: 'ou-pw01-prod0001' })),
    [],
  );
  const planningQueue = new InMemoryDueQueue();
  const effects = { ...plannerEffects(kit), organization, planningQueue };
  const [planning, control] = [planningService(effects), controlService(effects)];
  return {
    ...kit, effects, organization, planningQueue, planning, control,
    stateOf: (runId = RUN_ID) => kit.table.items.get(runKeyOf(runId))?.state as RunState | undefined,
    names: () => kit.bus.facts().map(({ name }) => name),
    /** The run `RUN_ID` from its request to its plan: canary has `i-0...a`, main has `i-0...b` and `i-0...c`. */
    async plan(request: Partial<RunRequest> = {}) {
      await planning.onGroup(KEY, [aRunRequested(request)]);
      await kit.objects.putOnce(inventoryKeyOf(RUN_ID, 0), { runId: RUN_ID, chunk: 0, targets: inventories });
      await planning.onGroup(KEY, [theTargetsDiscovered()]);
    },
  };
}

const inventories: TargetInventory[] = [
  { accountId: '111111111111', region: 'eu-west-1', instances: [anInstance('a', 'canary'), anInstance('b', 'main'), { ...anInstance('d', 'main'), state: 'stopped' }] },
  { accountId: '222222222222', region: 'eu-west-1', instances: [anInstance('c', 'main')] },
];

function anInstance(digit: string, wave: string): InventoryInstance {
  return { id: `i-0000000000000000${digit}`, platform: 'Linux', state: 'managed', tags: { Wave: wave }, zone: 'eu-west-1a' };
}

let events = 0;

/** A message as it comes from the queue, its data checked against the contract. */
export function message<Data>(contract: EventContract<Data>, data: Data): Message {
  events += 1;
  const metadata = { id: `event-${String(events)}`, runId: RUN_ID, occurredAt: '2026-03-10T02:00:00.000Z' };
  return { kind: 'event', detailType: contract.detailType, detail: contract.parse({ metadata, data }) };
}

export function due(key = KEY): Message {
  return { kind: 'due', due: { key, dueAt: 0 } };
}

export function aRunRequested(over: Partial<RunRequest> = {}): Message {
  return message(runRequested, { runId: RUN_ID, requestedBy: ANA, notAfter: NOT_AFTER, policy: aPolicy(), ...over });
}

export function theTargetsDiscovered(chunk = 0): Message {
  return message(targetsDiscovered, { runId: RUN_ID, chunk, inventoryKey: inventoryKeyOf(RUN_ID, chunk), instances: 4, refusals: [] });
}

export function aWaveApproved(wave: string, waveHash: string): Message {
  return message(waveApproved, { runId: RUN_ID, wave, waveHash, approvedBy: [ANA], validUntil: NOT_AFTER });
}

export function aWaveCompleted(wave: string, planned: number, ending: 'Completed' | 'Halted' | 'Aborted' = 'Completed'): Message {
  const outcomes = ending === 'Completed' ? { Compliant: planned } : { Failed: planned };
  return message(waveCompleted, { runId: RUN_ID, wave, planned, outcomes, commands: { planned: 1, accepted: 1, throttled: 0 }, ending });
}

export function aControlRequest(action: 'pause' | 'resume' | 'abort'): Message {
  return message(runControlRequested, { runId: RUN_ID, action, requestedBy: ANA, reason: 'wrong night', notAfter: NOT_AFTER });
}

/** An hour after the night that the clock of the kit starts in. */
const NOT_AFTER = Date.UTC(2026, 2, 10, 2) + HOUR_MS;
