import { detailOf, type EventBus, type OutgoingEvent } from '#shared/choreography/event-bus.ts';
import { storedForm } from '#shared/choreography/stored-form.in-memory.ts';
import type { Chance } from './faults.ts';
import type { KnownBodies } from './known-bodies.ts';
import type { WorldQueue } from './world-queue.ts';

export interface SaidFact {
  source: string;
  name: string;
  detailType: string;
  data: unknown;
  id: string;
  /** When it became true, epoch ms. */
  occurredAt: number;
  /** The event as a queue gets it. */
  body: string;
}

/** The hub bus: every fact goes to each queue whose service takes it. Only a contract's own producers may say it. */
export class WorldBus {
  readonly facts: SaidFact[] = [];
  /** Told of each fact as it is said. */
  onFact: (fact: SaidFact) => void = () => undefined;
  private readonly queues: readonly WorldQueue[];
  private readonly chance: Chance;
  private readonly bodies: KnownBodies;
  /** Each body as it was said first. */
  private readonly said = new Map<string, SaidFact>();

  constructor({ queues, chance, bodies }: { queues: readonly WorldQueue[]; chance: Chance; bodies: KnownBodies }) {
    this.queues = queues;
    this.chance = chance;
    this.bodies = bodies;
  }

  /** The bus as one producer sees it. */
  as(source: string): EventBus {
    return {
      publish: (events) => {
        const confirmed = new Set<string>();
        for (const event of events) {
          if (this.chance.strikes('refusedEntry')) continue;
          this.say(source, event);
          confirmed.add(event.id);
        }
        return Promise.resolve(confirmed);
      },
    };
  }

  private say(source: string, event: OutgoingEvent): void {
    const { contract } = event;
    if (!contract.sources.includes(source)) throw new Error(`${source} said ${contract.name}, which only ${contract.sources.join(', ')} may say`);
    const body = JSON.stringify({ source, 'detail-type': contract.detailType, detail: detailOf(event) });
    const said = this.said.get(body) ?? this.firstSaid(body, source, event);
    this.facts.push(said);
    this.onFact(said);
    this.route(said);
  }

  /** What a contract does not allow is not said, whether or not anybody listens. */
  private firstSaid(body: string, source: string, { contract, id, occurredAt, data }: OutgoingEvent): SaidFact {
    this.bodies.read(body, new Map([[contract.detailType, contract]]));
    const said = { source, name: contract.name, detailType: contract.detailType, data: storedForm(data), id, occurredAt, body };
    this.said.set(body, said);
    return said;
  }

  /** Everything that was ever said, once more, as a replay of the bus's archive does. */
  replay(): void {
    for (const said of [...this.facts]) this.route(said);
  }

  private route({ detailType, body }: SaidFact): void {
    for (const queue of this.queues) {
      if (queue.service?.contracts.some((contract) => contract.detailType === detailType) === true) queue.send(body);
    }
  }
}
