import { spokeAccountId } from './accounts.ts';
import { type PlannedInstance, planInstance } from './planned-instance.ts';
import { type AccountRegionPlace, troublePlaces } from './trouble-places.ts';
import type { Trouble } from './trouble.ts';

export interface FleetSize {
  seed: number | string;
  /** Spoke accounts, the refusing one among them. */
  accounts: number;
  regions: readonly string[];
  /** Running instances with an agent, over all accounts; the unmanaged and the stopped come on top. */
  instances: number;
}

export interface FleetPlan extends FleetSize {
  places: readonly AccountRegionPlace[];
  instancesOf(place: AccountRegionPlace): PlannedInstance[];
}

export interface PlanOptions {
  /** `none`: a fleet in which nothing goes wrong. */
  troubles?: 'usual' | 'none';
  /** Overrules the usual trouble of one instance; `undefined` leaves it. */
  troubleOf?: (instance: PlannedInstance) => Trouble | undefined;
}

/** Far beyond any size, so that a larger fleet never takes the identity of an extra instance. */
const firstExtraIndex = 1_000_000;

/** The fleet as it was built. Instances are made on demand: a fleet of 100,000 costs nothing until it is looked at. */
export function planFleet(size: FleetSize, options: PlanOptions = {}): FleetPlan {
  const places = Array.from({ length: size.accounts }, (_, accountIndex) =>
    size.regions.map((region, regionIndex) => ({
      seed: size.seed,
      accountId: spokeAccountId(accountIndex),
      accountIndex,
      region,
      ordinal: accountIndex * size.regions.length + regionIndex,
    })),
  ).flat();
  return {
    ...size,
    places,
    instancesOf: (place) => instancesOf(place, evenShare(size.instances, places.length, place.ordinal), options),
  };
}

function evenShare(total: number, shares: number, ordinal: number): number {
  return Math.floor(total / shares) + (ordinal < total % shares ? 1 : 0);
}

function instancesOf(place: AccountRegionPlace, size: number, options: PlanOptions): PlannedInstance[] {
  const usual = options.troubles !== 'none';
  const troubles = usual ? troublePlaces(place, size) : new Map<number, Trouble>();
  const managed = Array.from({ length: size }, (_, index) => planInstance(place, index, troubles.get(index) ?? 'none'));
  const extra = usual
    ? extras(place).map((trouble, index) => planInstance(place, firstExtraIndex + index, trouble))
    : [];
  return [...managed, ...extra].map((instance) => {
    const trouble = options.troubleOf?.(instance);
    return trouble === undefined ? instance : { ...instance, trouble };
  });
}

function extras(place: AccountRegionPlace): Trouble[] {
  return [
    ...(place.ordinal % 3 === 0 ? (['unmanaged'] as const) : []),
    ...(place.ordinal % 4 === 1 ? (['stopped'] as const) : []),
  ];
}
