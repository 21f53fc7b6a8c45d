import { NIGHT } from '#shared/testing/test-aggregate.ts';
import { createInMemorySpokeEvidence, type SpokeCall } from './spoke-evidence.in-memory.ts';
import { spokeEvidenceSuite } from './spoke-evidence.suite.ts';

const succeeded = 'i-0aaaaaaaaaaaaaaaa';
const neverDelivered = 'i-0bbbbbbbbbbbbbbbb';
const DENIED = '999999999999';

const startedAt = new Date(NIGHT + 10_000);
const invocations = [
  {
    InstanceId: succeeded,
    StatusDetails: 'Success',
    CommandPlugins: [
      { Name: 'PatchWindows', ResponseCode: 0, ResponseStartDateTime: new Date(0) },
      { Name: 'PatchLinux', ResponseCode: 0, ResponseStartDateTime: startedAt },
    ],
  },
  { InstanceId: neverDelivered, StatusDetails: 'DeliveryTimedOut', CommandPlugins: [{ ResponseCode: -1 }] },
];

/** Two pages of one invocation each, as SSM may always cut a list. */
const call: SpokeCall = (...[accountId, , operation, input]) => {
  if (accountId === DENIED) throw Object.assign(new Error('not you'), { name: 'AccessDeniedException' });
  const { NextToken, InstanceIds, Filters } = input as { NextToken?: string; InstanceIds?: string[]; Filters?: { Values: string[] }[] };
  if (operation === 'ListCommandInvocations') {
    return NextToken === undefined ? { CommandInvocations: invocations.slice(0, 1), NextToken: '1' } : { CommandInvocations: invocations.slice(1) };
  }
  if (operation === 'DescribeInstancePatchStates') {
    return { InstancePatchStates: InstanceIds?.map((InstanceId) => ({ InstanceId, Operation: 'Install', OperationStartTime: startedAt, MissingCount: 2 })) };
  }
  return { InstanceInformationList: Filters?.[0]?.Values.map((InstanceId) => ({ InstanceId, PingStatus: 'ConnectionLost', LastPingDateTime: startedAt })) };
};

const query = {
  accountId: '111111111111', region: 'us-east-1', commandId: 'c-1', instanceIds: [succeeded, neverDelivered], isOverdue: false,
};

spokeEvidenceSuite('in memory', () => ({
  evidence: createInMemorySpokeEvidence(call), query, sentAt: NIGHT, succeeded, neverDelivered, refused: { ...query, accountId: DENIED },
}));

describe('a patch state', () => {
  it('has -1 for every count that SSM left out', async () => {
    const result = await createInMemorySpokeEvidence(call).read(query);
    expect(result.ok && result.value.patchStates).toEqual([
      { instanceId: succeeded, operation: 'Install', startedAt: startedAt.getTime(), installed: -1, missing: 2, failed: -1, pendingReboot: -1 },
    ]);
  });
});

describe('an exit code', () => {
  it('is that of the step that failed, not of the steps skipped for other platforms', async () => {
    const failing: SpokeCall = () => ({
      CommandInvocations: [{ InstanceId: succeeded, Status: 'Failed', CommandPlugins: [{ ResponseCode: 0 }, { ResponseCode: 155 }] }],
    });
    const result = await createInMemorySpokeEvidence(failing).read(query);
    expect(result.ok && result.value.invocations).toEqual([{ instanceId: succeeded, statusDetails: 'Failed', exitCode: 155 }]);
  });
});
