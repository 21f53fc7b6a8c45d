import type { InventoryInstance } from '#shared/domain/inventory.ts';
import type { Selection } from '#shared/domain/run-definition.ts';
import type { AccountRegion } from '#shared/events/scalars.ts';

import { hasAnyTag, matchesTags } from './matches-tags.ts';
import type { Takes } from './percent-choice.ts';

/** A wave's selection with its accounts resolved. */
export interface WaveSelection {
  select: Selection;
  accounts: ReadonlySet<string>;
}

export type Placement =
  | { wave: number }
  | { reason: 'Excluded' | 'Unmanaged' | 'Stopped' }
  /** Waves that mean it, but take only a percentage, which it is not in. */
  | { reason: 'Excluded'; passedOverBy: readonly number[] };

/**
 * Where an instance goes: the first wave, in the order written, that selects it, does not exclude it and takes it. Undefined
 * where no wave means it; with a reason where one does, but it cannot or may not be patched.
 */
export function placeInstance(instance: InventoryInstance, target: AccountRegion, { waves, takes }: { waves: readonly WaveSelection[]; takes: Takes }): Placement | undefined {
  const meaning = meaningWaves(instance, target, waves);
  if (meaning.length === 0) return undefined;
  const open = openWaves(instance, meaning, waves);
  if (open.length === 0) return { reason: 'Excluded' };
  if (instance.state !== 'managed') return { reason: instance.state === 'stopped' ? 'Stopped' : 'Unmanaged' };
  const wave = open.find((ordinal) => takes(ordinal, instance.id));
  return wave === undefined ? { reason: 'Excluded', passedOverBy: open } : { wave };
}

/** The waves that may take a managed instance, in the order written. */
export function wavesFor(instance: InventoryInstance, target: AccountRegion, waves: readonly WaveSelection[]): number[] {
  return instance.state === 'managed' ? openWaves(instance, meaningWaves(instance, target, waves), waves) : [];
}

function meaningWaves(instance: InventoryInstance, target: AccountRegion, waves: readonly WaveSelection[]): number[] {
  return waves.flatMap((wave, ordinal) => (selects(wave, instance, target) ? ordinal : []));
}

function openWaves(instance: InventoryInstance, meaning: readonly number[], waves: readonly WaveSelection[]): number[] {
  return meaning.filter((ordinal) => {
    const wave = waves[ordinal];
    return wave !== undefined && !excludes(wave.select, instance);
  });
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
