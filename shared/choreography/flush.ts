import type { Aggregate } from './advance.ts';
import type { OutgoingEvent } from './event-bus.ts';
import type { Item, OutboxEntry } from './item.ts';

const REMOVALS_MAX = 5;

/**
 * Publishes the outbox and removes exactly the entries whose every event the bus confirmed. What is not confirmed
 * stays, and the item's alarm brings it back.
 */
export async function flush<State, Recipe>(
  aggregate: Aggregate<State, Recipe>,
  item: Item<State, Recipe>,
): Promise<void> {
  if (item.outbox.length === 0) return;
  const rendered = await Promise.all(item.outbox.map((entry) => renderEntry(aggregate, item, entry)));
  const confirmed = await aggregate.bus.publish(rendered.flat());
  const done = new Set<number>();
  rendered.forEach((events, index) => {
    const entry = item.outbox[index];
    if (entry !== undefined && events.every(({ id }) => confirmed.has(id))) done.add(entry.seq);
  });
  if (done.size > 0) await remove(aggregate, item, done);
}

async function renderEntry<State, Recipe>(
  aggregate: Aggregate<State, Recipe>,
  item: Item<State, Recipe>,
  entry: OutboxEntry<Recipe>,
): Promise<OutgoingEvent[]> {
  const facts = await aggregate.render(entry.recipe, item.state);
  return facts.map((fact, index) => ({
    ...fact,
    id: `${item.key}#${String(entry.seq)}.${String(index)}`,
    runId: aggregate.runIdOf(item.state),
    occurredAt: entry.at,
  }));
}

/** Another writer may have moved the item on meanwhile: its entries stay, ours go. */
async function remove<State, Recipe>(
  aggregate: Aggregate<State, Recipe>,
  flushed: Item<State, Recipe>,
  done: ReadonlySet<number>,
): Promise<void> {
  let item: Item<State, Recipe> | undefined = flushed;
  for (let attempt = 1; attempt <= REMOVALS_MAX && item !== undefined; attempt += 1) {
    const outbox = item.outbox.filter(({ seq }) => !done.has(seq));
    if (outbox.length === item.outbox.length) return;
    const dueAt = outbox.length > 0 ? item.dueAt : aggregate.dueAt(item.state);
    if ((await aggregate.items.save({ ...item, version: item.version + 1, outbox, dueAt })) === 'saved') return;
    item = await aggregate.items.load(flushed.key);
  }
  // Not removed after all: the entries are published once more when the alarm comes, with the same ids.
}
