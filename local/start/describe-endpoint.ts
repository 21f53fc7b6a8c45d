import type { FleetSize } from '#local/fleet/plan/fleet-plan.ts';

interface Served {
  endpoint: string;
  fleet: FleetSize;
  speed: number;
  folder: string;
}

/** What a person who has just started the local cloud wants to know. */
export function describeEndpoint({ endpoint, fleet, speed, folder }: Served): string {
  const { accounts, regions, instances, seed } = fleet;
  return [
    `Local cloud at ${endpoint}: ${String(instances)} instances in ${String(accounts)} accounts, ${regions.join(' and ')} (seed ${String(seed)}).`,
    `A minute of the fleet takes ${secondsOf(60 / speed)} here. Everything is kept in ${folder}.`,
    `  npx patchwave --endpoint ${endpoint} run start --policy policies/default.yaml`,
    `  AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 aws --endpoint-url ${endpoint} organizations list-accounts`,
    'Ctrl-C ends it.',
  ].join('\n');
}

function secondsOf(seconds: number): string {
  return seconds === 0 ? 'no time' : `${String(Number(seconds.toPrecision(2)))} s`;
}
