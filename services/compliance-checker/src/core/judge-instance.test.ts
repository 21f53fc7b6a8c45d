import { NIGHT } from '#shared/testing/test-aggregate.ts';
import { without } from '#shared/testing/without.ts';
import type { Case, Judgement } from './case.ts';
import type { Agent, Invocation, PatchState } from './evidence.ts';
import { judgeInstance } from './judge-instance.ts';

const RUN = '0b6f2f0e-3c5b-4a6e-9a39-4c1f3a4f5b6c';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const instanceId = 'i-0a1b2c3d4e5f60718';

const state = (spoilt: Partial<PatchState> = {}): PatchState => ({
  instanceId, operation: 'Install', snapshotId: RUN, startedAt: NIGHT + MINUTE, endedAt: NIGHT + 9 * MINUTE,
  installed: 12, missing: 0, failed: 0, pendingReboot: 0, ...spoilt,
});
const invocation = (statusDetails: string, more: Partial<Invocation> = {}): Invocation => ({ instanceId, statusDetails, ...more });
const agent = (pingStatus: string, minutesAfterSend: number): Agent => ({
  instanceId, pingStatus, lastPingAt: NIGHT + minutesAfterSend * MINUTE,
});

/** Ten minutes after the send, all well. */
const patched = (spoilt: Partial<Case> = {}): Case => ({
  now: NIGHT + 10 * MINUTE, runId: RUN, operation: 'Install', sentAt: NIGHT, expiresAt: NIGHT + 2 * HOUR,
  invocation: invocation('Success', { exitCode: 0 }), patchState: state(), ...spoilt,
});
const ended = (statusDetails: string, spoilt: Partial<Case> = {}): Case => ({
  ...without(patched(), 'patchState'), now: NIGHT + 2 * HOUR, invocation: invocation(statusDetails), ...spoilt,
});
const never = (spoilt: Partial<Case>): Case => ({ ...without(patched(), 'invocation', 'patchState'), ...spoilt });

const open: Judgement = { kind: 'open', lagging: false };
const lagging: Judgement = { kind: 'open', lagging: true };
const final = (outcome: string, cause?: string): unknown => ({ kind: 'final', outcome, ...(cause === undefined ? {} : { cause }) });
const longOver = NIGHT + 2 * HOUR + 31 * MINUTE;

describe('a command that succeeded', () => {
  it.each<[string, Partial<Case>, unknown]>([
    ['is Compliant when the patch state of this operation agrees', {}, final('Compliant')],
    ['is NonCompliant when patches failed, even if some are missing too', { patchState: state({ failed: 1, missing: 2 }) }, final('NonCompliant', 'PatchesFailed')],
    ['is NonCompliant when patches are missing', { patchState: state({ missing: 2, pendingReboot: 1 }) }, final('NonCompliant', 'PatchesMissing')],
    ['is PendingReboot when patches wait for it', { patchState: state({ pendingReboot: 1 }) }, final('PendingReboot', 'RebootPending')],
    ['takes a start a minute before the send, for clocks differ', { patchState: state({ startedAt: NIGHT - MINUTE }) }, final('Compliant')],
    ['stays open when the patch state began before the send', { patchState: state({ startedAt: NIGHT - MINUTE - 1 }) }, lagging],
    ['stays open when the patch state is of another operation', { patchState: state({ operation: 'Scan' }) }, lagging],
    ['stays open when the patch state is of another run', { patchState: state({ snapshotId: 'another' }) }, lagging],
    ['stays open when a count is unknown', { patchState: state({ missing: -1 }) }, lagging],
    ['stays open for just under three minutes without proof', { patchState: state({ snapshotId: 'another' }), laggingSince: NIGHT + 7 * MINUTE + 1 }, lagging],
    ['is NonCompliant after three minutes without proof', { patchState: state({ snapshotId: 'another' }), laggingSince: NIGHT + 7 * MINUTE }, final('NonCompliant', 'NoEvidence')],
    ['is Compliant when the proof comes last-minute', { laggingSince: NIGHT }, final('Compliant')],
  ])('%s', (_words, spoilt, expected) => expect(judgeInstance(patched(spoilt))).toEqual(expected));
});

describe('a command that failed', () => {
  it.each<[string, { invocation: Partial<Invocation> } & Pick<Partial<Case>, 'patchState'>, unknown]>([
    ['names a full disk', { invocation: { exitCode: 155 } }, final('Failed', 'DiskFull')],
    ['names an unreachable payload', { invocation: { exitCode: 156 } }, final('Failed', 'PayloadUnreachable')],
    ['names two patch operations at once', { invocation: { exitCode: 152 } }, final('Failed', 'TwoAtOnce')],
    ['names a noexec mount', { invocation: { exitCode: 126 } }, final('Failed', 'NotExecutable')],
    ['says no more than that the script failed', { invocation: { exitCode: 1 } }, final('Failed', 'ScriptFailed')],
    ['does so too without an exit code', { invocation: {} }, final('Failed', 'ScriptFailed')],
    ['blames patches where this operation reports failed ones', { invocation: { exitCode: 1 }, patchState: state({ failed: 2 }) }, final('Failed', 'PatchesFailed')],
    ["does not blame another operation's patches", { invocation: { exitCode: 1 }, patchState: state({ failed: 2, snapshotId: 'another' }) }, final('Failed', 'ScriptFailed')],
  ])('%s', (_words, { invocation: more, ...spoilt }, expected) =>
    expect(judgeInstance(ended('Failed', { invocation: invocation('Failed', more), ...spoilt }))).toEqual(expected),
  );
});

describe('a command that never said how it ended', () => {
  const startedAt = NIGHT + MINUTE;
  it.each<[string, Case, unknown]>([
    ['delivery timed out, agent unknown', ended('DeliveryTimedOut'), final('Unreachable', 'AgentSilent')],
    ['delivery timed out, agent last heard before the send', ended('DeliveryTimedOut', { agent: agent('ConnectionLost', -20) }), final('Unreachable', 'AgentSilent')],
    ['delivery timed out, one last heartbeat after the send', ended('DeliveryTimedOut', { agent: agent('ConnectionLost', 5) }), final('Unreachable', 'AgentSilent')],
    ['delivery timed out, heard long after the send, lost now', ended('DeliveryTimedOut', { agent: agent('ConnectionLost', 7) }), final('LostAfterReboot', 'SilentAfterReboot')],
    ['delivery timed out, agent online', ended('DeliveryTimedOut', { agent: agent('Online', 118) }), final('TimedOut', 'ExecutionTimedOut')],
    ['started, then lost, last heard just after the send', ended('DeliveryTimedOut', { invocation: invocation('DeliveryTimedOut', { startedAt }), agent: agent('ConnectionLost', 5) }), final('LostAfterReboot', 'SilentAfterReboot')],
    ['started, and the agent is gone', ended('DeliveryTimedOut', { invocation: invocation('DeliveryTimedOut', { startedAt }) }), final('LostAfterReboot', 'SilentAfterReboot')],
    ['started, agent online', ended('DeliveryTimedOut', { invocation: invocation('DeliveryTimedOut', { startedAt }), agent: agent('Online', 118) }), final('TimedOut', 'ExecutionTimedOut')],
    ['execution timed out, agent online', ended('ExecutionTimedOut', { agent: agent('Online', 118) }), final('TimedOut', 'ExecutionTimedOut')],
    ['execution timed out, agent lost', ended('ExecutionTimedOut', { agent: agent('ConnectionLost', 2) }), final('LostAfterReboot', 'SilentAfterReboot')],
    ['agent heard at an unknown time', ended('DeliveryTimedOut', { agent: { instanceId, pingStatus: 'Online' } }), final('Unreachable', 'AgentSilent')],
    ['in progress long past its expiry', ended('InProgress', { now: longOver }), final('Unreachable', 'AgentSilent')],
  ])('%s', (_words, one, expected) => expect(judgeInstance(one)).toEqual(expected));
});

describe('what has not ended', () => {
  it.each(['Pending', 'InProgress', 'Delayed', 'SomethingNew'])('%s stays open until half an hour after its expiry', (status) =>
    expect(judgeInstance(ended(status, { now: longOver - MINUTE }))).toEqual(open),
  );
  it('stays open while it is not listed yet', () => expect(judgeInstance(never({ now: longOver - MINUTE }))).toEqual(open));
  it('is unreachable when it was never listed', () =>
    expect(judgeInstance(never({ now: longOver }))).toEqual(final('Unreachable', 'StatusUnknown')));
  it('is unreachable when its status stays unknown', () =>
    expect(judgeInstance(ended('SomethingNew', { now: longOver }))).toEqual(final('Unreachable', 'StatusUnknown')));
});

describe('an end that SSM itself declares', () => {
  it.each([
    ['Undeliverable', final('Unreachable', 'Undeliverable')],
    ['AccessDenied', final('Unreachable', 'AccessDenied')],
    ['InvalidPlatform', final('Failed', 'InvalidPlatform')],
    ['Terminated', final('Failed', 'Terminated')],
    ['Cancelled', final('Skipped', 'Cancelled')],
  ])('%s', (status, expected) => expect(judgeInstance(ended(status))).toEqual(expected));
});
