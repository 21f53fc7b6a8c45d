import type { Target } from '@aws-sdk/client-eventbridge';
import { AwsError } from '#local/wire/service.ts';
import { busAddress, busArn, type BusAddress, type Owner } from './bus-address.ts';
import type { PolicyStatement } from './bus-policy.ts';
import type { EventPattern } from './pattern/compile-pattern.ts';

export interface Rule {
  name: string;
  arn: string;
  patternJson: string;
  matches: EventPattern;
  state: 'ENABLED' | 'DISABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
  description?: string | undefined;
  roleArn?: string | undefined;
  createdBy: string;
  targets: Map<string, Target>;
}

export interface Bus {
  address: BusAddress;
  arn: string;
  description?: string | undefined;
  statements: PolicyStatement[];
  rules: Map<string, Rule>;
  createdAt: Date;
}

export interface BusStore {
  find(address: BusAddress): Bus | undefined;
  /** Throws `ResourceNotFoundException` naming the bus. */
  require(nameOrArn: string | undefined, owner: Owner): Bus;
  add(address: BusAddress, description: string | undefined): Bus;
  remove(address: BusAddress): void;
  listOf(owner: Owner): Bus[];
}

/** Every account-region has its `default` bus without anyone having made it. */
export function createBusStore(now: () => number): BusStore {
  const buses = new Map<string, Bus>();

  function add(address: BusAddress, description: string | undefined): Bus {
    const arn = busArn(address);
    const bus = { address, arn, description, statements: [], rules: new Map<string, Rule>(), createdAt: new Date(now()) };
    buses.set(arn, bus);
    return bus;
  }

  function find(address: BusAddress): Bus | undefined {
    const bus = buses.get(busArn(address));
    return bus ?? (address.name === 'default' ? add(address, undefined) : undefined);
  }

  return {
    find,
    add,
    require(nameOrArn, owner) {
      const address = busAddress(nameOrArn, owner);
      const bus = find(address);
      if (!bus) throw new AwsError('ResourceNotFoundException', `Event bus ${address.name} does not exist.`);
      return bus;
    },
    remove: (address) => void buses.delete(busArn(address)),
    listOf(owner) {
      find({ ...owner, name: 'default' });
      return [...buses.values()].filter(
        ({ address }) => address.accountId === owner.accountId && address.region === owner.region,
      );
    },
  };
}
