/** A promise to publish: small enough to live in the item, rendered into an event from the item and the plan. */
export interface OutboxEntry<Recipe> {
  /** Counts the item's entries from 1; with the key it gives the event its id, so that a repeat has the same id. */
  seq: number;
  /** When the fact became true, epoch ms. */
  at: number;
  recipe: Recipe;
}

/** One aggregate as it is stored: state, outgoing events and alarm clock in the one write. */
export interface Item<State, Recipe> {
  key: string;
  /** 0 before the first write; every save raises it by one and is refused if another save came first. */
  version: number;
  state: State;
  outbox: readonly OutboxEntry<Recipe>[];
  /** How many entries this item's outbox ever had. */
  outboxSeq: number;
  /** When the item must be looked at again at the latest, epoch ms; undefined when nothing is awaited. */
  dueAt?: number | undefined;
}

export interface ItemStore<State, Recipe> {
  /** A consistent read. */
  load(key: string): Promise<Item<State, Recipe> | undefined>;
  /** Writes `item` if the stored version is `item.version - 1` (absent counts as 0); `lost` when another write came first. */
  save(item: Item<State, Recipe>): Promise<'saved' | 'lost'>;
}

/** A service's items that are due, by the sparse index. Eventually consistent: a stale row is answered by a no-op. */
export interface DueIndex {
  before(epochMs: number): Promise<readonly Due[]>;
}

/** "This item wanted to be looked at then." A `Due` that no longer matches its item is acknowledged, nothing more. */
export interface Due {
  key: string;
  dueAt: number;
}

/** The service's own queue, as an alarm clock. */
export interface DueQueue {
  /** Delivers not before `delaySeconds` (0-900, the limit of SQS) have passed. */
  post(due: Due, delaySeconds: number): Promise<void>;
}
