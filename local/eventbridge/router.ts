import type { Target } from '@aws-sdk/client-eventbridge';
import { busAddress, isBusArn } from './bus-address.ts';
import type { BusEvent } from './bus-event.ts';
import { allowsSender } from './bus-policy.ts';
import type { Bus, BusStore, Rule } from './bus-store.ts';
import { buryDeadLetter, type LostDelivery } from './delivery/dead-letter.ts';
import { deliverWithRetry, type DeliveryTimers } from './delivery/deliver-with-retry.ts';
import type { Deliver } from './delivery/deliver.ts';
import { DeliveryRefusal } from './delivery/delivery-failure.ts';
import { targetPayload } from './input/target-payload.ts';
import { flattenEvent } from './pattern/event-fields.ts';

export interface RouterParts {
  timers: DeliveryTimers;
  buses: BusStore;
  deliver: Deliver;
  organizationId: string;
  /** How often one event reaches one target: 0 is lost, 1 is right, 2 is doubled. */
  copies: (event: BusEvent) => number;
  onLost: (lost: LostDelivery) => void;
  /** Sees every event that a bus takes in. */
  onArrival: (arrival: Arrival) => void;
}

export interface Arrival {
  bus: Bus;
  event: BusEvent;
  /** It came from another bus, and will not be forwarded again. */
  forwarded: boolean;
  /** A replay may be bound to some rules only. */
  onlyRules?: readonly string[] | undefined;
}

export type Route = (arrival: Arrival) => void;

interface Leg extends Arrival {
  rule: Rule;
  target: Target;
  arrivedAt: number;
}

/** Matches an event against the rules of its bus and sets the deliveries going. */
export function createRouter(parts: RouterParts): Route {
  function route(arrival: Arrival): void {
    const { bus, event, onlyRules } = arrival;
    parts.onArrival(arrival);
    if (bus.rules.size === 0) return;
    const fields = flattenEvent(event);
    const arrivedAt = parts.timers.now();
    for (const rule of bus.rules.values()) {
      if (rule.state === 'DISABLED' || (onlyRules && !onlyRules.includes(rule.arn)) || !rule.matches(fields)) continue;
      for (const target of rule.targets.values()) start({ ...arrival, rule, target, arrivedAt });
    }
  }

  function start(leg: Leg): void {
    const copies = parts.copies(leg.event);
    for (let copy = 0; copy < copies; copy++) {
      deliverWithRetry({
        timers: parts.timers,
        policy: leg.target.RetryPolicy,
        send: async () => (isBusArn(arnOf(leg)) ? forward(leg) : send(leg)),
        giveUp: (exhausted) =>
          buryDeadLetter(
            {
              eventId: leg.event.id,
              ruleArn: leg.rule.arn,
              targetArn: arnOf(leg),
              body: JSON.stringify(leg.event),
              queueArn: leg.target.DeadLetterConfig?.Arn,
              exhausted,
              attributes: { RULE_ARN: leg.rule.arn },
            },
            parts,
          ),
      });
    }
  }

  function send(leg: Leg): Promise<void> {
    const group = leg.target.SqsParameters?.MessageGroupId;
    const payload = targetPayload(leg.target, { ...leg, ingestionTime: new Date(leg.arrivedAt).toISOString() });
    return parts.deliver(arnOf(leg), payload, {
      eventId: leg.event.id,
      ruleArn: leg.rule.arn,
      ...(group !== undefined && { messageGroupId: group }),
    });
  }

  /** The event keeps its account, region, source, time and id; the policy of the other bus decides. */
  function forward(leg: Leg): void {
    if (leg.forwarded) {
      throw new DeliveryRefusal('THIRD_ACCOUNT_HOP_DETECTED', `The event already came from another bus; it is not sent on to ${arnOf(leg)}.`);
    }
    const bus = parts.buses.find(busAddress(arnOf(leg), leg.bus.address));
    if (!bus) throw new DeliveryRefusal('NO_RESOURCE', `Event bus ${arnOf(leg)} does not exist.`);
    const event = { source: leg.event.source, detailType: leg.event['detail-type'] };
    const sender = { accountId: leg.bus.address.accountId, organizationId: parts.organizationId, event };
    if (!allowsSender(bus.statements, bus.address, sender)) {
      throw new DeliveryRefusal('NO_PERMISSIONS', `The policy of ${bus.arn} does not allow account ${sender.accountId} to put events.`);
    }
    route({ bus, event: leg.event, forwarded: true });
  }

  return route;
}

function arnOf(leg: Leg): string {
  return leg.target.Arn ?? '';
}
