import { AwsError, type Caller } from '#local/wire/service.ts';
import { type FleetContext, placeOf } from '../fleet-context.ts';
import type { SimulatedInstance } from '../life/simulated-instance.ts';

/** The named instances, or all of the account-region; EC2 refuses the whole call for one id it does not know. */
export function namedInstances(
  context: FleetContext,
  ids: readonly string[] | undefined,
  caller: Caller,
): SimulatedInstance[] {
  const { instances } = placeOf(context, caller);
  if (ids === undefined || ids.length === 0) return [...instances.values()];
  const malformed = ids.find((id) => !INSTANCE_ID.test(id));
  if (malformed !== undefined) throw new AwsError('InvalidInstanceID.Malformed', `Invalid id: "${malformed}"`);
  const unknown = ids.filter((id) => !instances.has(id));
  if (unknown.length > 0) {
    const [noun, verb] = unknown.length === 1 ? ['ID', 'does'] : ['IDs', 'do'];
    throw new AwsError('InvalidInstanceID.NotFound', `The instance ${noun} '${unknown.join(', ')}' ${verb} not exist`);
  }
  return ids.flatMap((id) => instances.get(id) ?? []);
}

/** Instances of before 2016 have eight digits. */
const INSTANCE_ID = /^i-([0-9a-f]{8}|[0-9a-f]{17})$/;

export interface PageRequest {
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
}

/** EC2's pages, at most 1,000. The token names the first instance of the next page. */
export function pageOfInstances(
  instances: readonly SimulatedInstance[],
  { MaxResults, NextToken }: PageRequest,
): { page: SimulatedInstance[]; nextToken?: string } {
  if (MaxResults !== undefined && (MaxResults < 5 || MaxResults > 1_000)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ( ${MaxResults} ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.`,
    );
  }
  const start = startOf(instances, NextToken);
  const end = start + (MaxResults ?? 1_000);
  const next = instances[end];
  const page = instances.slice(start, end);
  return next === undefined ? { page } : { page, nextToken: tokenOf(next.plan.instanceId) };
}

function startOf(instances: readonly SimulatedInstance[], token: string | undefined): number {
  if (token === undefined || token === '') return 0;
  const start = instances.findIndex(({ plan }) => tokenOf(plan.instanceId) === token);
  if (start < 0) throw new AwsError('InvalidParameterValue', 'Unable to parse pagination token');
  return start;
}

function tokenOf(instanceId: string): string {
  return Buffer.from(instanceId).toString('base64url');
}
