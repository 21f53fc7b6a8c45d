import type { Due, DueQueue } from './item.ts';

export class InMemoryDueQueue implements DueQueue {
  readonly posted: { due: Due; delaySeconds: number }[] = [];

  post(due: Due, delaySeconds: number): Promise<void> {
    this.posted.push({ due, delaySeconds });
    return Promise.resolve();
  }
}
