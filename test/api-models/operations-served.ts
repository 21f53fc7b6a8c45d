import { createCloudWatch } from '#local/aws/cloudwatch/cloudwatch.ts';
import { createBackups } from '#local/aws/dynamodb/backups.ts';
import { createOrganizations } from '#local/aws/organizations/organizations.ts';
import { createSts } from '#local/aws/sts/sts.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { createEventBridge } from '#local/eventbridge/create-event-bridge.ts';
import { createFleet } from '#local/fleet/create-fleet.ts';
import { createScheduler } from '#local/scheduler/create-scheduler.ts';
import { createIdentities } from '#local/wire/identities.ts';

/** Every operation whose answers are written here, and not by fauxqs or dynalite, as `service:operation`, sorted. */
export function operationsServed(): string[] {
  const timers = new VirtualTimers();
  const newId = () => 'id';
  const fleet = createFleet({ seed: 1, accounts: 1, regions: ['us-east-1'], instances: 1, timers, publish: () => undefined });
  const deliver = () => Promise.resolve();
  const services: Record<string, object> = {
    ssm: fleet.ssm,
    ec2: fleet.ec2,
    events: createEventBridge({ timers, newId, deliver }).service,
    scheduler: createScheduler({ timers, newId, deliver }).service,
    monitoring: createCloudWatch({ alarms: new Map(), publish: () => undefined, now: () => timers.now() }).service,
    organizations: createOrganizations(fleet),
    dynamodb: createBackups({ tables: {} as never, backups: new Map(), region: 'us-east-1', now: () => timers.now() }),
    sts: createSts({ identities: createIdentities(timers), roles: fleet.roles }),
  };
  return Object.entries(services).flatMap(([name, service]) => Object.keys(service).map((operation) => `${name}:${operation}`)).sort();
}
