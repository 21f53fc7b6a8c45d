import { RESTORE_KEY } from '#shared/choreography/restore-mark.ts';
import type { Restore } from '#shared/domain/restore.ts';
import type { World } from './world.ts';

/** In this order they are copied: who is told, before who tells (docs/disaster-recovery.md). */
export const copiedInOrder = ['reporter', 'instance-patcher', 'compliance-checker', 'account-fanout', 'planner', 'approval'] as const;

const marked = ['instance-patcher', 'account-fanout'];

/** How long the hub stands still while its tables are restored. */
const STANDING_MINUTES = 3;

/** Copies of a world's tables, each of a moment of its own. */
export class TableCopies {
  private readonly world: World;
  private readonly copies = new Map<string, ReadonlyMap<string, unknown>>();
  private firstAt = Infinity;

  constructor(world: World) {
    this.world = world;
  }

  copy(service: string): void {
    this.firstAt = Math.min(this.firstAt, this.world.timers.now());
    this.copies.set(service, new Map(this.world.tables[service]?.items));
  }

  /** Stops the hub, loses tables and queues, and starts it again on the copies. */
  async restore(): Promise<void> {
    const { world } = this;
    const state: Restore = { restoredTo: this.firstAt, stoppedAt: world.timers.now() };
    world.standStill(STANDING_MINUTES);
    for (const [service, items] of this.copies) {
      const table = world.tables[service];
      if (table === undefined) continue;
      table.items.clear();
      for (const [key, item] of items) table.items.set(key, item as never);
      if (marked.includes(service)) await table.store<Restore, never>().save({ key: RESTORE_KEY, version: 1, state, outbox: [], outboxSeq: 0 });
    }
  }
}
