import type {
  DescribeInstanceInformationRequest,
  DescribeInstanceInformationResult,
  InstanceInformation,
} from '@aws-sdk/client-ssm';
import { SeededRandom } from '#local/chance/seeded-random.ts';
import { AwsError, type Caller } from '#local/wire/service.ts';
import { type FleetContext, placeOf } from '../fleet-context.ts';
import { heartbeat } from '../life/heartbeat.ts';
import { type SimulatedInstance, isManaged } from '../life/simulated-instance.ts';
import { pageOf, withToken } from './pages.ts';
import { checkLength } from './validation.ts';

const agentVersions = ['3.3.1142.0', '3.3.987.0', '3.2.2303.0'];

/** Says nothing of the unmanaged and the stopped, as on AWS. */
export function describeInstanceInformation(
  context: FleetContext,
  input: DescribeInstanceInformationRequest,
  caller: Caller,
): DescribeInstanceInformationResult {
  const filters = filtersOf(input);
  const nowMs = context.world.agenda.now();
  const found = [...placeOf(context, caller).instances.values()]
    .filter(isManaged)
    .map((instance) => ({ instance, view: describe(instance, nowMs) }))
    .filter(({ instance, view }) => filters.every((filter) => matches(filter, view, instance.plan.tags)))
    .map(({ view }) => view);
  const { page, nextToken } = pageOf(found, input, {
    from: 5,
    to: 50,
    usual: 10,
    keyOf: ({ InstanceId }) => InstanceId ?? '',
  });
  return withToken({ InstanceInformationList: page }, nextToken);
}

function describe(instance: SimulatedInstance, nowMs: number): InstanceInformation {
  const { plan } = instance;
  const { pingStatus, lastPingMs } = heartbeat(instance, nowMs);
  const version = new SeededRandom('agent', plan.instanceId).integer(0, agentVersions.length - 1);
  return {
    InstanceId: plan.instanceId,
    PingStatus: pingStatus,
    LastPingDateTime: new Date(lastPingMs),
    AgentVersion: agentVersions[version],
    IsLatestVersion: version === 0,
    PlatformType: plan.os.type,
    PlatformName: plan.os.name,
    PlatformVersion: plan.os.version,
    ResourceType: 'EC2Instance',
    IPAddress: plan.privateIp,
    ComputerName: `ip-${plan.privateIp.replaceAll('.', '-')}.${plan.region}.compute.internal`,
  };
}

interface Filter {
  key: string;
  values: readonly string[];
}

function filtersOf(input: DescribeInstanceInformationRequest): Filter[] {
  const filters = [
    ...(input.Filters ?? []).map(({ Key = '', Values = [] }) => ({ key: Key, values: Values })),
    ...(input.InstanceInformationFilterList ?? []).map(({ key = '' as const, valueSet = [] }) => ({
      key,
      values: valueSet,
    })),
  ];
  for (const { values } of filters) checkLength('filters.member.values', values, 100);
  return filters;
}

function matches({ key, values }: Filter, view: InstanceInformation, tags: Readonly<Record<string, string>>): boolean {
  if (key === 'tag-key') return values.some((name) => name in tags);
  if (key.startsWith('tag:')) return values.includes(tags[key.slice(4)] ?? '\u0000absent');
  const actual = valueOf(key, view);
  if (actual === undefined) throw new AwsError('InvalidFilterKey', `Filter key ${key} is not valid.`);
  return values.includes(actual);
}

function valueOf(key: string, view: InstanceInformation): string | undefined {
  const values: Record<string, string | undefined> = {
    InstanceIds: view.InstanceId,
    PingStatus: view.PingStatus,
    PlatformTypes: view.PlatformType,
    AgentVersion: view.AgentVersion,
    ResourceType: view.ResourceType,
  };
  return values[key];
}
