import { detailOf, type EventBus, type OutgoingEvent } from '#shared/choreography/event-bus.ts';
import type { Chance } from './faults.ts';
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
  private readonly queues: () => Iterable<WorldQueue>;
  private readonly chance: Chance;

  constructor(queues: () => Iterable<WorldQueue>, chance: Chance) {
    this.queues = queues;
    this.chance = chance;
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
    const detail = detailOf(event);
    contract.parse(detail);
    const body = JSON.stringify({ source, 'detail-type': contract.detailType, detail });
    const said = { source, name: contract.name, detailType: contract.detailType, data: structuredClone(event.data), id: event.id, occurredAt: event.occurredAt, body };
    this.facts.push(said);
    this.onFact(said);
    this.route(said);
  }

  /** Everything that was ever said, once more, as a replay of the bus's archive does. */
  replay(): void {
    for (const said of [...this.facts]) this.route(said);
  }

  private route({ detailType, body }: SaidFact): void {
    for (const queue of this.queues()) {
      if (queue.service?.contracts.some((contract) => contract.detailType === detailType) === true) queue.send(body);
    }
  }
}
