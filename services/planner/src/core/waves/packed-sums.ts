import { outcomes, type Outcome } from '#shared/domain/outcomes.ts';
import type { CommandCounts, OutcomeCounts } from '#shared/events/scalars.ts';

/** Sums without their names: a run of 20 waves must fit into an item of 4 KB. */
export interface PackedSums {
  /** In the order of `outcomes`. */
  o: readonly number[];
  /** planned, accepted, throttled. */
  c: readonly [number, number, number];
}

export interface Sums {
  outcomes: OutcomeCounts;
  commands: CommandCounts;
}

export const noSums: PackedSums = packSums({ outcomes: {}, commands: { planned: 0, accepted: 0, throttled: 0 } });

export function packSums(sums: Sums): PackedSums {
  const { planned, accepted, throttled } = sums.commands;
  return { o: outcomes.map((outcome) => sums.outcomes[outcome] ?? 0), c: [planned, accepted, throttled] };
}

export function unpackSums(packed: PackedSums): Sums {
  const [planned, accepted, throttled] = packed.c;
  const counts = outcomes.map((outcome, index): [Outcome, number | undefined] => [outcome, packed.o[index]]);
  return {
    outcomes: Object.fromEntries(counts.filter(([, count]) => count !== undefined && count > 0)),
    commands: { planned, accepted, throttled },
  };
}
