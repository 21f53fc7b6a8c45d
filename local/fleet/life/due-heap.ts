export interface DueItem {
  dueMs: number;
  /** Of two items due at one moment the one that was put in first comes first. */
  sequence: number;
  action: () => void;
}

/** A binary heap: a fleet of 100,000 has as many things to come. */
export class DueHeap {
  readonly #items: DueItem[] = [];
  #sequence = 0;

  get first(): DueItem | undefined {
    return this.#items[0];
  }

  push(dueMs: number, action: () => void): void {
    const item: DueItem = { dueMs, sequence: this.#sequence++, action };
    let at = this.#items.push(item) - 1;
    while (at > 0) {
      const parentAt = (at - 1) >> 1;
      const parent = this.#items[parentAt];
      if (parent === undefined || before(parent, item)) break;
      this.#items[at] = parent;
      at = parentAt;
    }
    this.#items[at] = item;
  }

  pop(): void {
    const last = this.#items.pop();
    if (last === undefined || this.#items.length === 0) return;
    let at = 0;
    for (let childAt = this.#earlierChild(at); ; childAt = this.#earlierChild(at)) {
      const child = this.#items[childAt];
      if (child === undefined || before(last, child)) break;
      this.#items[at] = child;
      at = childAt;
    }
    this.#items[at] = last;
  }

  #earlierChild(at: number): number {
    const left = this.#items[2 * at + 1];
    const right = this.#items[2 * at + 2];
    return left !== undefined && right !== undefined && before(right, left) ? 2 * at + 2 : 2 * at + 1;
  }
}

function before(a: DueItem, b: DueItem): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.sequence < b.sequence);
}
