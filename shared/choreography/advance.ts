import type { Clock } from './clock.ts';
import type { Decision } from './decision.ts';
import type { EventBus, Fact } from './event-bus.ts';
import { flush } from './flush.ts';
import type { DueQueue, Item, ItemStore } from './item.ts';

/** All that one kind of aggregate needs to be moved. */
export interface Aggregate<State, Recipe> {
  items: ItemStore<State, Recipe>;
  bus: EventBus;
  dueQueue: DueQueue;
  clock: Clock;
  /** Waits a little, longer with each attempt and with jitter, before a lost write is tried again. */
  backOff(attempt: number): Promise<void>;
  runIdOf(state: State): string;
  /** The earliest time the state itself wants to be looked at, epoch ms. Pure. */
  dueAt(state: State): number | undefined;
  /** The events that an entry promises, always the same ones for the same entry. May read immutable plan objects. */
  render(recipe: Recipe, state: State): Promise<readonly Fact[]>;
}

export interface Advanced<State, Effect> {
  state: State | undefined;
  effects: readonly Effect[];
}

export type Decide<State, Recipe, Effect> = (
  state: State | undefined,
  now: number,
) => Decision<State, Recipe, Effect> | undefined;

/** A writer that loses this often against others is a hot spot, and the message is better tried later. */
const ATTEMPTS_MAX = 5;

/** Until then an outbox that was saved but not confirmed is left to the handler that saved it. */
const OUTBOX_PATIENCE_MS = 60_000;

/** SQS delays a message by 15 minutes at most; what is due later is found by the tick. */
export const DUE_POST_AHEAD_MS = 15 * 60_000;

/** Thrown: the message is tried again. */
export class ContendedItem extends Error {
  constructor(key: string) {
    super(`${key}: lost the conditional write ${String(ATTEMPTS_MAX)} times in a row to other writers.`);
    this.name = 'ContendedItem';
  }
}

/**
 * Load, decide, save state + outbox + alarm clock in one conditional write, then publish what the outbox promises.
 * A crash anywhere leaves either nothing or everything that is needed to go on.
 */
export async function advance<State, Recipe, Effect = never>(
  aggregate: Aggregate<State, Recipe>,
  key: string,
  decide: Decide<State, Recipe, Effect>,
): Promise<Advanced<State, Effect>> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const before = await aggregate.items.load(key);
    const now = aggregate.clock.now();
    const decision = decide(before?.state, now);
    if (decision === undefined) {
      if (before !== undefined) await flush(aggregate, before);
      return { state: before?.state, effects: [] };
    }
    const after = nextItem(aggregate, { key, before, decision, now });
    if ((await aggregate.items.save(after)) === 'saved') {
      await wake(aggregate, before, after);
      await flush(aggregate, after);
      return { state: after.state, effects: decision.effects };
    }
    await aggregate.backOff(attempt);
  }
  throw new ContendedItem(key);
}

interface Step<State, Recipe> {
  key: string;
  before: Item<State, Recipe> | undefined;
  decision: Decision<State, Recipe, unknown>;
  now: number;
}

function nextItem<State, Recipe>(aggregate: Aggregate<State, Recipe>, step: Step<State, Recipe>): Item<State, Recipe> {
  const { before, decision, now } = step;
  const seqBefore = before?.outboxSeq ?? 0;
  const appended = decision.events.map((recipe, index) => ({ seq: seqBefore + index + 1, at: now, recipe }));
  const outbox = [...(before?.outbox ?? []), ...appended];
  return {
    key: step.key,
    version: (before?.version ?? 0) + 1,
    state: decision.state,
    outbox,
    outboxSeq: seqBefore + appended.length,
    dueAt: earliest(aggregate.dueAt(decision.state), outbox.length > 0 ? now + OUTBOX_PATIENCE_MS : undefined),
  };
}

/** Posts the alarm at once where the tick would come too late. The outbox's own alarm is left to the tick. */
async function wake<State, Recipe>(
  aggregate: Aggregate<State, Recipe>,
  before: Item<State, Recipe> | undefined,
  after: Item<State, Recipe>,
): Promise<void> {
  const dueAt = aggregate.dueAt(after.state);
  if (dueAt === undefined || (before !== undefined && aggregate.dueAt(before.state) === dueAt)) return;
  const aheadMs = dueAt - aggregate.clock.now();
  if (aheadMs >= DUE_POST_AHEAD_MS) return;
  await aggregate.dueQueue.post({ key: after.key, dueAt }, Math.max(0, Math.ceil(aheadMs / 1000)));
}

function earliest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
