import type { Due, DueIndex, Item, ItemStore } from './item.ts';

type AnyItem = Item<unknown, unknown>;

/** The twin of the DynamoDB table: every kind of item of one service in one map. Values are copied in and out. */
export class InMemoryTable implements DueIndex {
  readonly items = new Map<string, AnyItem>();

  store<State, Recipe>(): ItemStore<State, Recipe> {
    return {
      load: (key) => {
        const item = this.items.get(key);
        return Promise.resolve(item === undefined ? undefined : (storedForm(item) as Item<State, Recipe>));
      },
      save: (item) => Promise.resolve(this.save(item)),
    };
  }

  before(epochMs: number): Promise<readonly Due[]> {
    const due: Due[] = [];
    for (const { key, dueAt } of this.items.values()) {
      if (dueAt !== undefined && dueAt <= epochMs) due.push({ key, dueAt });
    }
    return Promise.resolve(due);
  }

  private save(item: AnyItem): 'saved' | 'lost' {
    const stored = this.items.get(item.key)?.version ?? 0;
    if (stored !== item.version - 1) return 'lost';
    this.items.set(item.key, storedForm(item));
    return 'saved';
  }
}

/** The table keeps JSON, so a state that JSON cannot hold must come back as broken here as it does there. */
function storedForm(item: AnyItem): AnyItem {
  return JSON.parse(JSON.stringify(item)) as AnyItem;
}
