import type {
  CreateEventBusCommandInput,
  DeleteEventBusCommandInput,
  DescribeEventBusCommandInput,
  ListEventBusesCommandInput,
  PutPermissionCommandInput,
} from '@aws-sdk/client-eventbridge';
import { AwsError } from '#local/wire/service.ts';
import { busAddress, type Owner } from './bus-address.ts';
import type { PolicyStatement } from './bus-policy.ts';
import type { Bus, BusStore } from './bus-store.ts';
import { refuse } from './invalid-parameter.ts';
import { page } from './page.ts';
import { parseObject } from './put-events-entry.ts';

const namesPerPage = 100;

export interface BusOperations {
  CreateEventBus: (input: CreateEventBusCommandInput, owner: Owner) => { EventBusArn: string };
  DescribeEventBus: (input: DescribeEventBusCommandInput, owner: Owner) => BusDescription;
  ListEventBuses: (input: ListEventBusesCommandInput, owner: Owner) => { EventBuses: BusDescription[]; NextToken?: string };
  DeleteEventBus: (input: DeleteEventBusCommandInput, owner: Owner) => Record<string, never>;
  PutPermission: (input: PutPermissionCommandInput, owner: Owner) => Record<string, never>;
}

interface BusDescription {
  Name: string;
  Arn: string;
  Description?: string | undefined;
  Policy?: string;
  CreationTime: Date;
}

export function createBusOperations(buses: BusStore): BusOperations {
  return {
    CreateEventBus: (input, owner) => create(buses, input, owner),
    DescribeEventBus: ({ Name }, owner) => describe(buses.require(Name, owner)),
    ListEventBuses: ({ NamePrefix = '', NextToken, Limit }, owner) => {
      const wanted = buses.listOf(owner).filter(({ address }) => address.name.startsWith(NamePrefix));
      const { items, nextToken } = page(wanted, { token: NextToken, sizeMax: Limit ?? namesPerPage });
      return { EventBuses: items.map(describe), ...(nextToken !== undefined && { NextToken: nextToken }) };
    },
    DeleteEventBus: ({ Name }, owner) => remove(buses, Name, owner),
    PutPermission: (input, owner) => permit(buses.require(input.EventBusName, owner), input),
  };
}

function create(buses: BusStore, { Name = '', Description }: CreateEventBusCommandInput, owner: Owner): { EventBusArn: string } {
  if (!/^[.\-_A-Za-z0-9]{1,256}$/.test(Name)) {
    refuse(`Value '${Name}' at 'name' failed to satisfy constraint: 1 to 256 of . - _ A-Z a-z 0-9`);
  }
  const address = busAddress(Name, owner);
  if (buses.find(address)) throw new AwsError('ResourceAlreadyExistsException', `Event bus ${Name} already exists.`);
  return { EventBusArn: buses.add(address, Description).arn };
}

function remove(buses: BusStore, name: string | undefined, owner: Owner): Record<string, never> {
  const address = busAddress(name, owner);
  if (address.name === 'default') refuse('Cannot delete event bus default.');
  const bus = buses.find(address);
  if (bus && bus.rules.size > 0) refuse(`Event bus ${address.name} cannot be deleted: it still has ${bus.rules.size} rules. Delete them first.`);
  buses.remove(address);
  return {};
}

/** The statements of a whole policy replace all; a single statement replaces the one of its id. */
function permit(bus: Bus, input: PutPermissionCommandInput): Record<string, never> {
  if (input.Policy !== undefined) {
    const policy = parseObject(input.Policy) as { Statement?: PolicyStatement | PolicyStatement[] } | undefined;
    if (!policy?.Statement) return refuse('Parameter Policy is not valid. Reason: expected a JSON object with a Statement.');
    bus.statements = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
    return {};
  }
  const statement = readStatement(bus, input);
  bus.statements = [...bus.statements.filter(({ Sid }) => Sid !== statement.Sid), statement];
  return {};
}

function readStatement(bus: Bus, input: PutPermissionCommandInput): PolicyStatement {
  const { StatementId: Sid, Principal, Action = 'events:PutEvents', Condition } = input;
  if (Sid === undefined || Principal === undefined) {
    return refuse('Parameters StatementId and Principal must be specified, or a Policy.');
  }
  const statement: PolicyStatement = { Sid, Effect: 'Allow', Principal, Action, Resource: bus.arn };
  if (!Condition) return statement;
  const { Type: operator, Key: key, Value: value } = Condition;
  if (!operator || !key || !value) return refuse('Parameter Condition is not valid. Reason: it needs Type, Key and Value.');
  return { ...statement, Condition: { [operator]: { [key]: value } } };
}

function describe(bus: Bus): BusDescription {
  return {
    Name: bus.address.name,
    Arn: bus.arn,
    ...(bus.description !== undefined && { Description: bus.description }),
    ...(bus.statements.length > 0 && { Policy: JSON.stringify({ Version: '2012-10-17', Statement: bus.statements }) }),
    CreationTime: bus.createdAt,
  };
}
