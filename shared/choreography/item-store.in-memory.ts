import type { Due, DueIndex, Item, ItemStore } from './item.ts';
import { storedForm } from './stored-form.in-memory.ts';

type AnyItem = Item<unknown, unknown>;

/** The twin of the DynamoDB table: every kind of item of one service in one map. Nobody can change what it holds. */
export class InMemoryTable implements DueIndex {
  readonly items = new Map<string, AnyItem>();

  store<State, Recipe>(): ItemStore<State, Recipe> {
    return {
      load: (key) => {
        return Promise.resolve(this.items.get(key) as Item<State, Recipe> | undefined);
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
