import * as z from 'zod/mini';

import { defineEvent, MalformedEvent } from '../events/contract.ts';
import type { EventBus, OutgoingEvent } from './event-bus.ts';

/** An event as a consumer gets it. */
export interface ArrivedEvent {
  source: string;
  detailType: string;
  detail: unknown;
}

export interface BusUnderTest {
  /** Publishes as `patchwave.planner`. */
  bus: EventBus;
  /** All that consumers got so far, each copy on its own. */
  arrived: () => Promise<readonly ArrivedEvent[]>;
  /** The bus refuses the event of this id once, and takes the others of the call. */
  refuseOnce: (id: string) => void;
}

const RUN_ID = '0f0e0d0c-0b0a-4908-8706-050403020100';
const counted = defineEvent({ name: 'Counted', version: 2, sources: ['patchwave.planner'], description: '', data: z.object({ to: z.number() }) });

function anEvent(to: number): OutgoingEvent {
  return { id: `C#1#${String(to)}.0`, runId: RUN_ID, occurredAt: Date.UTC(2026, 2, 10, 2), contract: counted, data: { to } };
}

function asArrived(to: number): ArrivedEvent {
  const metadata = { id: `C#1#${String(to)}.0`, runId: RUN_ID, occurredAt: '2026-03-10T02:00:00.000Z' };
  return { source: 'patchwave.planner', detailType: 'Counted.v2', detail: { metadata, data: { to } } };
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
/** The bus promises no order. */
const byId = (events: readonly ArrivedEvent[]) => events.map((event) => JSON.stringify(event)).sort();

/** What every EventBus must do. */
export function eventBusSuite(implementation: string, make: () => Promise<BusUnderTest>): void {
  describe(`port EventBus / ${implementation}`, () => {
    it('brings an event to its consumers with source, type, metadata and data, and confirms it', async () => {
      const { bus, arrived } = await make();
      expect(await bus.publish([anEvent(1)])).toEqual(new Set(['C#1#1.0']));
      expect(await arrived()).toEqual([asArrived(1)]);
    });

    it('publishes nothing when there is nothing to publish', async () => {
      const { bus, arrived } = await make();
      expect(await bus.publish([])).toEqual(new Set());
      expect(await arrived()).toEqual([]);
    });

    it('brings each of more events than one call takes, once', async () => {
      const { bus, arrived } = await make();
      const confirmed = await bus.publish(upTo(25).map(anEvent));
      expect(confirmed).toEqual(new Set(upTo(25).map((to) => `C#1#${String(to)}.0`)));
      expect(byId(await arrived())).toEqual(byId(upTo(25).map(asArrived)));
    });

    it('does not confirm what the bus refused, and brings it when it is published again', async () => {
      const { bus, arrived, refuseOnce } = await make();
      refuseOnce('C#1#2.0');
      expect(await bus.publish(upTo(3).map(anEvent))).toEqual(new Set(['C#1#1.0', 'C#1#3.0']));
      expect(byId(await arrived())).toEqual(byId([1, 3].map(asArrived)));
      expect(await bus.publish([anEvent(2)])).toEqual(new Set(['C#1#2.0']));
      expect(byId(await arrived())).toEqual(byId(upTo(3).map(asArrived)));
    });

    it('publishes none of them when one breaks its contract, wherever it stands', async () => {
      const { bus, arrived } = await make();
      const broken = { ...anEvent(12), data: { to: 'twelve' } };
      await expect(bus.publish([...upTo(11).map(anEvent), broken])).rejects.toThrow(MalformedEvent);
      expect(await arrived()).toEqual([]);
    });
  });
}
