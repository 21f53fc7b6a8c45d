import { STSClient } from '@aws-sdk/client-sts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { createDispatch } from '#local/wire/dispatch.ts';
import { createIdentities } from '#local/wire/identities.ts';
import { createInProcessHandler } from '#local/wire/in-process-handler.ts';
import { createSchemaBackends } from '#local/wire/schema-backends.ts';
import { AwsError } from '#local/wire/service.ts';
import { createSpokeInventory } from '#services/account-fanout/src/effects/spoke-inventory.ts';
import { spokeInventorySuite, type SpokeWorld } from '#services/account-fanout/src/effects/spoke-inventory.suite.ts';
import { createSpokeSessions } from '#shared/aws/spoke-sessions.ts';

interface Page {
  NextToken?: string;
}

// As long as STS makes them.
const SPOKE_KEY = 'AKIASPOKEINTEST00000';

function pageOf<Row>(world: SpokeWorld, rows: readonly Row[], { NextToken = '0' }: Page): { rows: Row[]; next: string | undefined } {
  const end = Number(NextToken) + world.pageSize;
  return { rows: rows.slice(Number(NextToken), end), next: end < rows.length ? String(end) : undefined };
}

/** EC2 and SSM of one spoke, spoken over the wire by their schemas. */
function servicesOf(world: SpokeWorld) {
  const refuse = () => {
    if (world.error !== undefined) throw new AwsError(world.error.name, world.error.message);
  };
  return {
    sts: {
      AssumeRole: () => ({
        Credentials: { AccessKeyId: SPOKE_KEY, SecretAccessKey: 'any', SessionToken: 'any', Expiration: new Date(3_600_000) },
      }),
    },
    ec2: {
      DescribeInstances: (input: Page) => {
        refuse();
        const { rows, next } = pageOf(world, world.instances, input);
        return { Reservations: rows.map((instance) => ({ Instances: [instance] })), NextToken: next };
      },
    },
    ssm: {
      DescribeInstanceInformation: (input: Page) => {
        refuse();
        const { rows, next } = pageOf(world, world.registered, input);
        return { InstanceInformationList: rows, NextToken: next };
      },
    },
  };
}

spokeInventorySuite('EC2 and SSM over the local cloud', (world) => {
  const identities = createIdentities(new VirtualTimers());
  identities.register('hub', { accountId: '000000000000', arn: 'arn:aws:iam::000000000000:role/hub' });
  identities.register(SPOKE_KEY, { accountId: '111111111111', arn: 'arn:aws:sts::111111111111:assumed-role/PatchExecRole/patchwave' });
  const backends = createSchemaBackends(servicesOf(world));
  const requestHandler = createInProcessHandler(createDispatch({ backends, identities, routes: {} })) as never;
  const sts = new STSClient({ requestHandler, region: 'us-east-1', credentials: { accessKeyId: 'hub', secretAccessKey: 'any' } });
  const sessions = createSpokeSessions(sts, { roleName: 'PatchExecRole', externalId: 'patchwave-local' }, () => 0);
  return Promise.resolve(createSpokeInventory(sessions, { requestHandler }));
});
