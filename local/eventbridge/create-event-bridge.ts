import type { LocalService } from '#local/wire/service.ts';
import { archiveArrival, type Archive } from './archive.ts';
import { createArchiveOperations } from './archive-operations.ts';
import { createBusDelivery } from './bus-delivery.ts';
import type { BusEvent, NewEvent } from './bus-event.ts';
import { createBusOperations, type BusOperations } from './bus-operations.ts';
import { createBusStore } from './bus-store.ts';
import type { LostDelivery } from './delivery/dead-letter.ts';
import type { DeliveryTimers } from './delivery/deliver-with-retry.ts';
import type { Deliver } from './delivery/deliver.ts';
import { envelope } from './event-envelope.ts';
import { createPutEvents } from './put-events.ts';
import { createReplayOperations } from './replay-operations.ts';
import { createRouter } from './router.ts';
import { createRuleOperations, type RuleOperations } from './rule-operations.ts';
import { createTargetOperations, type TargetOperations } from './target-operations.ts';
import { testEventPattern } from './test-event-pattern.ts';

export interface EventBridgeOptions {
  timers: DeliveryTimers;
  /** A fresh UUID at each call. */
  newId: () => string;
  /** Brings a payload to a queue or function; buses are served here. */
  deliver: Deliver;
  /** How often an event reaches a target: 0 loses it, 2 doubles it. Asked once per event and target. */
  faults?: { copies: (event: BusEvent) => number };
  /** Told of what AWS would drop in silence: retries used up and no dead-letter queue. */
  onLost?: (lost: LostDelivery) => void;
  /** All accounts of the local cloud are members of it. */
  organizationId?: string;
}

export interface EventBridge {
  /** The operations by their AWS names, for the wire. */
  service: LocalService;
  createEventBus: BusOperations['CreateEventBus'];
  putPermission: BusOperations['PutPermission'];
  putRule: RuleOperations['PutRule'];
  putTargets: TargetOperations['PutTargets'];
  /** What an AWS service does: puts an event (also of source `aws.…`) on the default bus; returns the event's id. */
  publish: (accountId: string, region: string, event: NewEvent) => string;
  /** Delivers to buses as well as to whatever the given `deliver` reaches: for Scheduler. */
  deliver: Deliver;
}

/** One EventBridge for all accounts and regions of the local cloud. */
export function createEventBridge(options: EventBridgeOptions): EventBridge {
  const { timers, newId, deliver, organizationId = 'o-patchwave01' } = options;
  const now = () => timers.now();
  const maker = { now, newId };
  const buses = createBusStore(now);
  const archives = new Map<string, Archive>();
  const route = createRouter({
    timers,
    buses,
    deliver,
    organizationId,
    copies: options.faults?.copies ?? (() => 1),
    onLost: options.onLost ?? (() => undefined),
    onArrival: (arrival) => archiveArrival(archives.values(), arrival),
  });
  const parts = { buses, route, maker, organizationId };
  const ofBuses = createBusOperations(buses);
  const ofRules = createRuleOperations(buses);
  const ofTargets = createTargetOperations(buses);

  return {
    service: {
      ...ofBuses,
      ...ofRules,
      ...ofTargets,
      ...createArchiveOperations({ archives, buses, now }),
      ...createReplayOperations({ archives, buses, route, timers }),
      PutEvents: createPutEvents(parts),
      TestEventPattern: testEventPattern,
    },
    createEventBus: ofBuses.CreateEventBus,
    putPermission: ofBuses.PutPermission,
    putRule: ofRules.PutRule,
    putTargets: ofTargets.PutTargets,
    publish(accountId, region, event) {
      const origin = { accountId, region };
      const full = envelope(event, origin, maker);
      route({ bus: buses.require(undefined, origin), event: full, forwarded: false });
      return full.id;
    },
    deliver: createBusDelivery({ ...parts, deliver }),
  };
}
