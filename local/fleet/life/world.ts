import type { Command } from './command.ts';
import type { AccountRegionPlace } from '../plan/trouble-places.ts';
import type { Agenda } from './agenda.ts';
import { type SimulatedInstance, newInstance } from './simulated-instance.ts';
import type { FleetPlan } from '../plan/fleet-plan.ts';
import type { AwsEvent } from './aws-event.ts';

/** What one account has in one region. The unit of everything on AWS: calls see nothing beyond it. */
export interface AccountRegion {
  readonly accountId: string;
  readonly region: string;
  readonly instances: ReadonlyMap<string, SimulatedInstance>;
  /** By id, oldest first. */
  readonly commands: Map<string, Command>;
}

/** All that the fleet's rules need to know of the world around them. */
export interface World {
  readonly seed: number | string;
  readonly agenda: Agenda;
  /** Silent while the journal is told again. */
  readonly announce: (event: AwsEvent) => void;
  accountRegion(accountId: string, region: string): AccountRegion;
}

/** Account-regions come to life when somebody first looks at them; an unknown one (the hub's, say) is empty. */
export class AccountRegions {
  readonly #plan: FleetPlan;
  readonly #foundedAtMs: number;
  readonly #places: ReadonlyMap<string, AccountRegionPlace>;
  readonly #alive = new Map<string, AccountRegion>();

  constructor(plan: FleetPlan, foundedAtMs: number) {
    this.#plan = plan;
    this.#foundedAtMs = foundedAtMs;
    this.#places = new Map(plan.places.map((place) => [`${place.accountId}/${place.region}`, place]));
  }

  get(accountId: string, region: string): AccountRegion {
    const key = `${accountId}/${region}`;
    const alive = this.#alive.get(key) ?? this.#begin(accountId, region, this.#places.get(key));
    this.#alive.set(key, alive);
    return alive;
  }

  #begin(accountId: string, region: string, place: AccountRegionPlace | undefined): AccountRegion {
    const planned = place === undefined ? [] : this.#plan.instancesOf(place);
    const instances = planned.map((plan) => newInstance(this.#plan.seed, plan, this.#foundedAtMs));
    return {
      accountId,
      region,
      instances: new Map(instances.map((instance) => [instance.plan.instanceId, instance])),
      commands: new Map(),
    };
  }
}
