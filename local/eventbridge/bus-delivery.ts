import { busAddress, isBusArn, type BusAddress, type Owner } from './bus-address.ts';
import type { NewEvent } from './bus-event.ts';
import { allowsSender } from './bus-policy.ts';
import type { Bus } from './bus-store.ts';
import type { Deliver, DeliveryContext } from './delivery/deliver.ts';
import { DeliveryRefusal } from './delivery/delivery-failure.ts';
import { envelope } from './event-envelope.ts';
import { parseObject } from './put-events-entry.ts';
import type { PutEventsParts } from './put-events.ts';

export interface BusDeliveryParts extends PutEventsParts {
  /** Whatever is not a bus. */
  deliver: Deliver;
}

/** A `Deliver` that also knows buses: what arrives there becomes a new event of the sender's account. */
export function createBusDelivery(parts: BusDeliveryParts): Deliver {
  return async (targetArn, payload, context) => {
    if (!isBusArn(targetArn)) return parts.deliver(targetArn, payload, context);
    const origin = ownerOf(context.ruleArn);
    const event = newEvent(payload, context);
    const bus = admit(parts, { address: busAddress(targetArn, origin), origin, event });
    parts.route({ bus, event: envelope(event, origin, parts.maker), forwarded: false });
  };
}

interface Admission {
  address: BusAddress;
  origin: Owner;
  event: NewEvent;
}

function admit({ buses, organizationId }: BusDeliveryParts, { address, origin, event }: Admission): Bus {
  const bus = buses.find(address);
  if (!bus) throw new DeliveryRefusal('NO_RESOURCE', `Event bus ${address.name} does not exist in ${address.accountId} ${address.region}.`);
  if (allowsSender(bus.statements, bus.address, { accountId: origin.accountId, organizationId, event })) return bus;
  throw new DeliveryRefusal('NO_PERMISSIONS', `The policy of ${bus.arn} does not allow account ${origin.accountId} to put events.`);
}

function newEvent(payload: string, { newEvent: parameters }: DeliveryContext): NewEvent {
  if (!parameters) throw new DeliveryRefusal('INVALID_PARAMETER', 'EventBridgeParameters must name the Source and DetailType of the new event.');
  const detail = parseObject(payload);
  if (!detail) throw new DeliveryRefusal('INVALID_JSON', `The payload is not a JSON object: ${payload.slice(0, 200)}`);
  return { ...parameters, detail };
}

/** `arn:aws:scheduler:<region>:<account>:...` */
function ownerOf(arn: string): Owner {
  const [, , , region = '', accountId = ''] = arn.split(':');
  return { accountId, region };
}
