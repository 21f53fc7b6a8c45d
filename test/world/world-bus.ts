import { detailOf, type EventBus, type OutgoingEvent } from '#shared/choreography/event-bus.ts';
import type { Chance } from './faults.ts';
import type { WorldQueue } from './world-queue.ts';

/** The hub bus: every fact goes to each queue whose service takes it. Only a contract's own producers may say it. */
export class WorldBus {
  readonly facts: { source: string; name: string; data: unknown; id: string }[] = [];
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
    this.facts.push({ source, name: contract.name, data: structuredClone(event.data), id: event.id });
    const body = JSON.stringify({ source, 'detail-type': contract.detailType, detail });
    for (const queue of this.queues()) {
      if (queue.service?.contracts.some(({ detailType }) => detailType === contract.detailType) === true) queue.send(body);
    }
  }
}
