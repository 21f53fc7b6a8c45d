import { NIGHT } from '#shared/testing/test-aggregate.ts';
import type { Case } from './case.ts';
import { findingOf } from './finding.ts';

const id = 'i-0a1b2c3d4e5f60718';
const letters = { verdict: 'F', cause: 'f' };
const one = (spoilt: Partial<Case> = {}): Case => ({
  now: NIGHT, runId: 'run', operation: 'Install', sentAt: NIGHT, expiresAt: NIGHT + 1, ...spoilt,
});
const patchState = {
  instanceId: id, operation: 'Install', snapshotId: 'run', startedAt: NIGHT, installed: 3, missing: 1, failed: 2, pendingReboot: 0,
};

describe('a finding', () => {
  it('holds the counts, the exit code and the times that were seen', () => {
    const seen = one({
      invocation: { instanceId: id, statusDetails: 'Failed', exitCode: 1 },
      patchState: { ...patchState, endedAt: NIGHT + 5 },
      agent: { instanceId: id, pingStatus: 'Online', lastPingAt: NIGHT + 6 },
    });
    expect(findingOf(id, seen, letters)).toEqual({
      id, ...letters, invocation: 'Failed', exitCode: 1, installed: 3, missing: 1, failed: 2, pendingReboot: 0,
      operationEndedAt: NIGHT + 5, agentSeenAt: NIGHT + 6,
    });
  });

  it('leaves out what was not seen', () => {
    expect(findingOf(id, one(), letters)).toEqual({ id, ...letters, invocation: '' });
  });

  it('leaves out an end that SSM did not give, and an agent whose last word has no time', () => {
    const seen = one({ patchState, agent: { instanceId: id, pingStatus: 'ConnectionLost' } });
    expect(findingOf(id, seen, letters)).toEqual({
      id, ...letters, invocation: '', installed: 3, missing: 1, failed: 2, pendingReboot: 0,
    });
  });

  it("leaves out the counts of somebody else's operation", () => {
    const seen = one({ patchState: { ...patchState, snapshotId: 'another run' } });
    expect(findingOf(id, seen, letters)).toEqual({ id, ...letters, invocation: '' });
  });
});
