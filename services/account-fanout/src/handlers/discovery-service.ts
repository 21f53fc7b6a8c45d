import type { Clock } from '#shared/choreography/clock.ts';
import { fact, type EventBus } from '#shared/choreography/event-bus.ts';
import type { QueueService } from '#shared/choreography/handle-records.ts';
import type { Message } from '#shared/choreography/message.ts';
import { readObject, type ObjectStore } from '#shared/choreography/object-store.ts';
import { inventory, type Inventory } from '#shared/domain/inventory.ts';
import { inventoryKeyOf } from '#shared/domain/run-objects.ts';
import type { DataOf, EventContract } from '#shared/events/contract.ts';
import { discoveryRequested } from '#shared/events/discovery-requested.ts';
import { targetsDiscovered } from '#shared/events/targets-discovered.ts';

import { inventoryAnswer } from '../core/inventory-answer.ts';
import type { SpokeInventory } from '../effects/spoke-inventory.ts';
import { discoverTargets } from './discover-targets.ts';

export interface DiscoveryEffects {
  spokes: SpokeInventory;
  /** Named in refusals, so that a person knows what to check. */
  roleName: string;
  objects: ObjectStore;
  bus: EventBus;
  clock: Clock;
}

type Question = DataOf<typeof discoveryRequested>;

/** Lists the instances of a chunk of targets once; a repeated question gets the first answer again. */
export function discoveryService(effects: DiscoveryEffects): QueueService {
  return {
    contracts: [discoveryRequested] as readonly EventContract<unknown>[],
    groupOf: (message) => questionsOf(message).map(chunkName).join() || message.kind,
    onTick: () => Promise.resolve(),
    async onGroup(_group, messages) {
      const [question] = messages.flatMap(questionsOf);
      if (question === undefined || effects.clock.now() > question.notAfter) return;
      await answer(effects, await firstInventory(effects, question));
    },
  };
}

/** Two handlers may look at once; the object that was written first is what both of them answer from. */
async function firstInventory(effects: DiscoveryEffects, question: Question): Promise<Inventory> {
  const key = inventoryKeyOf(question.runId, question.chunk);
  const known = await effects.objects.read(key);
  if (known !== undefined) return inventory.parse(known);
  const found: Inventory = {
    runId: question.runId, chunk: question.chunk, targets: await discoverTargets(effects, question.targets),
  };
  const written = await effects.objects.putOnce(key, found);
  return written === 'written' ? found : readObject(effects.objects, key, inventory);
}

async function answer(effects: DiscoveryEffects, found: Inventory): Promise<void> {
  const id = `DISCOVERY#${chunkName(found)}`;
  const { contract, data } = fact(targetsDiscovered, inventoryAnswer(found));
  const confirmed = await effects.bus.publish([{ id, runId: found.runId, occurredAt: effects.clock.now(), contract, data }]);
  // There is no item with an outbox here: the message itself is what brings the answer back.
  if (!confirmed.has(id)) throw new Error(`${id}: the bus did not confirm TargetsDiscovered; the message is tried again.`);
}

function chunkName({ runId, chunk }: { runId: string; chunk: number }): string {
  return `${runId}#${String(chunk)}`;
}

function questionsOf(message: Message): Question[] {
  return message.kind === 'event' ? [message.detail.data as Question] : [];
}
