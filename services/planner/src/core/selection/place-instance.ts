import type { InventoryInstance } from '#shared/domain/inventory.ts';
import type { Selection } from '#shared/domain/run-definition.ts';
import type { AccountRegion } from '#shared/events/scalars.ts';

import { hasAnyTag, matchesTags } from './matches-tags.ts';

/** A wave's selection with its accounts resolved. */
export interface WaveSelection {
  select: Selection;
  accounts: ReadonlySet<string>;
}

export type Placement = { wave: number } | { reason: 'Excluded' | 'Unmanaged' | 'Stopped' };

/**
 * Where an instance goes: the first wave, in the order written, that selects it and does not exclude it. Undefined
 * where no wave means it; with a reason where one does, but it cannot or may not be patched.
 */
export function placeInstance(instance: InventoryInstance, target: AccountRegion, waves: readonly WaveSelection[]): Placement | undefined {
  const meaning = [...waves.entries()].filter(([, wave]) => selects(wave, instance, target));
  if (meaning.length === 0) return undefined;
  const chosen = meaning.find(([, { select }]) => !excludes(select, instance));
  if (chosen === undefined) return { reason: 'Excluded' };
  switch (instance.state) {
    case 'managed':
      return { wave: chosen[0] };
    case 'unmanaged':
      return { reason: 'Unmanaged' };
    case 'stopped':
      return { reason: 'Stopped' };
  }
}

function selects({ select, accounts }: WaveSelection, instance: InventoryInstance, { accountId, region }: AccountRegion): boolean {
  return (
    accounts.has(accountId) &&
    select.regions.includes(region) &&
    select.platforms.includes(instance.platform) &&
    matchesTags(instance.tags, select.tags)
  );
}

function excludes(select: Selection, instance: InventoryInstance): boolean {
  return select.excludeInstances.includes(instance.id) || hasAnyTag(instance.tags, select.excludeTags);
}
