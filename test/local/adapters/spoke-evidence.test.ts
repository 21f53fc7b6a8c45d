import { STSClient } from '@aws-sdk/client-sts';

import { createSts } from '#local/aws/sts/sts.ts';
import { createDispatch } from '#local/wire/dispatch.ts';
import { createIdentities, HUB_ACCOUNT_ID } from '#local/wire/identities.ts';
import { createInProcessHandler } from '#local/wire/in-process-handler.ts';
import { createSchemaBackends } from '#local/wire/schema-backends.ts';
import { AwsError } from '#local/wire/service.ts';
import { assess } from '#services/compliance-checker/src/core/assess.ts';
import { newCheck } from '#services/compliance-checker/src/core/check-state.ts';
import { createInMemorySpokeEvidence } from '#services/compliance-checker/src/effects/spoke-evidence.in-memory.ts';
import { spokeEvidenceSuite } from '#services/compliance-checker/src/effects/spoke-evidence.suite.ts';
import { createSpokeEvidence, type SpokeEvidence } from '#services/compliance-checker/src/effects/spoke-evidence.ts';
import type { Trouble } from '#local/fleet/plan/trouble.ts';
import { createSpokeSessions } from '#shared/aws/spoke-sessions.ts';
import { callerOf, firstHas, fleetInTest, minuteMs, type FleetInTest } from '#test/local/fleet/fleet-in-test.ts';

const REFUSING = '999999999999';
const ACCOUNT = '111111111111';
const REGION = 'us-east-1';
const ROLE = { roleName: 'PatchExecRole', externalId: 'patchwave-local' };
const RUN = '0b5f3c1e-8a52-4c8e-9d0a-0f6f3c0e7a11';

/** The real adapter before the simulated fleet, over the wire protocols of STS and SSM. */
function overTheWire({ fleet, timers }: FleetInTest): SpokeEvidence {
  const identities = createIdentities(timers);
  identities.register('hub', { accountId: HUB_ACCOUNT_ID, arn: `arn:aws:iam::${HUB_ACCOUNT_ID}:role/checking` });
  const roles = { find: (roleArn: string) => ({ accountId: roleArn.split(':')[4] ?? '', externalId: ROLE.externalId, refuses: roleArn.includes(REFUSING) }) };
  const backends = createSchemaBackends({ sts: createSts({ identities, roles }), ssm: fleet.ssm }, () => undefined);
  const requestHandler = createInProcessHandler(createDispatch({ backends, identities, routes: {} })) as never;
  const sts = new STSClient({ requestHandler, region: REGION, credentials: { accessKeyId: 'hub', secretAccessKey: 'any' } });
  return createSpokeEvidence(createSpokeSessions(sts, ROLE, () => timers.now()), { requestHandler });
}

function twin({ fleet }: FleetInTest): SpokeEvidence {
  return createInMemorySpokeEvidence((...[accountId, region, operation, input]) => {
    if (operation !== 'AssumeRole') return fleet.ssm[operation]?.(input as never, callerOf(accountId, region));
    if (accountId === REFUSING) throw new AwsError('AccessDenied', 'not authorized');
    return {};
  });
}

/** Sends an installation to the whole target, as instance-patcher does. */
function install({ ssm, timers, instances }: FleetInTest) {
  const instanceIds = instances.map(({ instanceId }) => instanceId);
  const sent = ssm('SendCommand', {
    DocumentName: 'AWS-RunPatchBaseline',
    InstanceIds: instanceIds,
    TimeoutSeconds: 600,
    MaxConcurrency: '100%',
    MaxErrors: '100%',
    Parameters: { Operation: ['Install'], RebootOption: ['RebootIfNeeded'], SnapshotId: [RUN] },
  });
  const commandId = sent.Command?.CommandId ?? '';
  const sentAt = timers.now();
  return { commandId, instanceIds, sentAt, expiresAt: sent.Command?.ExpiresAfter?.getTime() ?? sentAt };
}

function suiteOver(make: (inTest: FleetInTest) => SpokeEvidence) {
  return () => {
    const inTest = fleetInTest({ options: firstHas('dead-agent') });
    const { commandId, instanceIds, sentAt, expiresAt } = install(inTest);
    inTest.timers.advanceTo(expiresAt + minuteMs);
    const query = { accountId: ACCOUNT, region: REGION, commandId, instanceIds, isOverdue: false };
    return {
      evidence: make(inTest), query, sentAt, neverDelivered: instanceIds[0]!, succeeded: instanceIds[1]!,
      refused: { ...query, accountId: REFUSING },
    };
  };
}

spokeEvidenceSuite('SSM over the local cloud', suiteOver(overTheWire));
spokeEvidenceSuite('in memory, over the simulated fleet', suiteOver(twin));

/** Verdict and cause letters of the first instance after one attempt, looked at once it is over. */
async function judged(trouble: Trouble): Promise<string> {
  const inTest = fleetInTest({ options: firstHas(trouble) });
  const { commandId, instanceIds, sentAt, expiresAt } = install(inTest);
  inTest.timers.advanceTo(expiresAt + minuteMs);
  const evidence = await twin(inTest).read({ accountId: ACCOUNT, region: REGION, commandId, instanceIds, isOverdue: false });
  if (!evidence.ok) throw new Error(evidence.failure.message);
  const now = inTest.timers.now();
  const options = { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 600 } as const;
  const identity = { runId: RUN, wave: 'canary', target: 0, accountId: ACCOUNT, region: REGION, command: 0 };
  const state = newCheck({ ...identity, look: 0, commandId, instanceIds, options, sentAt, expiresAt }, now)!;
  const { findings } = assess(state, evidence.value, now);
  expect(findings.slice(1).map(({ verdict }) => verdict)).toEqual(findings.slice(1).map(() => 'C'));
  return `${findings[0]?.verdict ?? ''}${findings[0]?.cause ?? ''}`;
}

describe('the judgement of one attempt on a simulated instance', () => {
  it.each<[Trouble, string]>([
    ['dead-agent', 'Ua'],
    ['disk-full', 'Fd'],
    ['failing-patch', 'Fx'],
    ['lost-after-reboot', 'Ll'],
    ['lying-agent', 'Nm'],
    ['pending-reboot', 'Pp'],
    ['slow-reboot', 'C.'],
    ['stuck-package-manager', 'Tt'],
    ['transient-failure', 'Fu'],
  ])('%s is judged %s', async (trouble, expected) => expect(await judged(trouble)).toBe(expected));
});
