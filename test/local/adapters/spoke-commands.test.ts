import { STSClient } from '@aws-sdk/client-sts';

import { createSts } from '#local/aws/sts/sts.ts';
import type { Caller } from '#local/wire/service.ts';
import { createDispatch } from '#local/wire/dispatch.ts';
import { createIdentities, HUB_ACCOUNT_ID } from '#local/wire/identities.ts';
import { createInProcessHandler } from '#local/wire/in-process-handler.ts';
import { createSchemaBackends } from '#local/wire/schema-backends.ts';
import { AwsError } from '#local/wire/service.ts';
import { createInMemorySpokeCommands } from '#services/instance-patcher/src/effects/spoke-commands.in-memory.ts';
import { spokeCommandsSuite, type SpokeUnderTest } from '#services/instance-patcher/src/effects/spoke-commands.suite.ts';
import { createSpokeCommands, type SpokeCommands } from '#services/instance-patcher/src/effects/spoke-commands.ts';
import { createSpokeSessions } from '#shared/aws/spoke-sessions.ts';
import { callerOf, fleetInTest, type FleetInTest } from '#test/local/fleet/fleet-in-test.ts';

const REFUSING = '999999999999';
const ROLE = { roleName: 'PatchExecRole', externalId: 'patchwave-local' };

function underTest(inTest: FleetInTest, spokeCommands: SpokeCommands): SpokeUnderTest {
  return {
    spokeCommands,
    accountId: '111111111111',
    region: 'us-east-1',
    instanceIds: inTest.instances.slice(0, 3).map(({ instanceId }) => instanceId),
    unknownId: 'i-00000000000000bad',
    refusingAccountId: REFUSING,
    now: () => inTest.timers.now(),
  };
}

/** The real adapter before the simulated fleet, over the wire protocols of STS and SSM. */
function overTheWire(inTest: FleetInTest, requestsSeen: string[] = []): SpokeCommands {
  const identities = createIdentities(inTest.timers);
  identities.register('hub', { accountId: HUB_ACCOUNT_ID, arn: `arn:aws:iam::${HUB_ACCOUNT_ID}:role/patching` });
  const roles = {
    find: (roleArn: string) => ({
      accountId: roleArn.split(':')[4] ?? '',
      externalId: ROLE.externalId,
      refuses: roleArn.includes(REFUSING),
    }),
  };
  const ssm = Object.fromEntries(
    Object.entries(inTest.fleet.ssm).map(([name, operation]) => [
      name,
      (input: never, caller: Caller) => {
        requestsSeen.push(name);
        return operation(input, caller);
      },
    ]),
  );
  const backends = createSchemaBackends({ sts: createSts({ identities, roles }), ssm }, () => undefined);
  const requestHandler = createInProcessHandler(createDispatch({ backends, identities, routes: {} })) as never;
  const credentials = { accessKeyId: 'hub', secretAccessKey: 'any' };
  const sts = new STSClient({ requestHandler, region: 'us-east-1', credentials });
  return createSpokeCommands(createSpokeSessions(sts, ROLE, () => inTest.timers.now()), { requestHandler });
}

spokeCommandsSuite('SSM over the local cloud', () => {
  const inTest = fleetInTest();
  return Promise.resolve(underTest(inTest, overTheWire(inTest)));
});

spokeCommandsSuite('in memory, over the simulated fleet', () => {
  const inTest = fleetInTest();
  const twin = createInMemorySpokeCommands((...[accountId, region, operation, input]) => {
    if (operation !== 'AssumeRole') return inTest.fleet.ssm[operation]?.(input as never, callerOf(accountId, region));
    if (accountId === REFUSING) throw new AwsError('AccessDenied', 'not authorized');
    return {};
  });
  return Promise.resolve(underTest(inTest, twin));
});

test.each([
  ['InternalServerError', 'unavailable'],
  ['ThrottlingException', 'throttled'],
])('a send that is answered by %s is tried once only', async (name, kind) => {
  const inTest = fleetInTest();
  inTest.fleet.ssm['SendCommand'] = () => {
    throw new AwsError(name, 'no');
  };
  const seen: string[] = [];
  const spoke = underTest(inTest, overTheWire(inTest, seen));
  const session = await spoke.spokeCommands.connect(spoke.accountId, spoke.region);
  if (!session.ok) throw new Error(session.failure.message);
  const sent = await session.value.send({
    token: 'patchwave/one',
    instanceIds: spoke.instanceIds,
    runId: '0b5f3c1e-8a52-4c8e-9d0a-0f6f3c0e7a11',
    options: { operation: 'Scan', rebootOption: 'NoReboot', deliveryTimeoutSeconds: 600 },
  });
  expect(sent).toMatchObject({ ok: false, failure: { kind } });
  expect(seen).toEqual(['SendCommand']);
});
