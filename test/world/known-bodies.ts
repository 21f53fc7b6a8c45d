import { deepFrozen } from '#shared/choreography/deep-frozen.ts';
import { parseMessage, type Message } from '#shared/choreography/message.ts';

/** Reads each body once: a duplicate, or the replay of the whole archive, finds it read. What is read cannot be changed. */
export class KnownBodies {
  private readonly messages = new Map<string, Message>();

  read(...[body, contracts]: Parameters<typeof parseMessage>): Message {
    const known = this.messages.get(body);
    // Whether a queue takes an event is for each queue to say: a body that one of them knows may be poison to another.
    if (known !== undefined && (known.kind !== 'event' || contracts.has(known.detailType))) return known;
    const message = deepFrozen(parseMessage(body, contracts));
    this.messages.set(body, message);
    return message;
  }
}
