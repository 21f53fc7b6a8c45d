import type { WaveStatus } from '#shared/domain/status.ts';
import { unsaidOutcome } from './unsaid-outcome.ts';

const wave = (status: WaveStatus, reason = '') => ({
  name: 'canary', status, reason, planned: 1, outcomes: {}, commands: { planned: 0, accepted: 0, throttled: 0 },
});

describe('an instance for which no target spoke', () => {
  it.each<[WaveStatus, string, string]>([
    ['Halted', '', 'Skipped, WaveHalted'],
    ['Aborted', '', 'Skipped, RunAborted'],
    ['Passed', '', 'Deferred, TimeUp'],
    ['Running', '', 'Deferred, TimeUp'],
    ['Baking', '', 'Deferred, TimeUp'],
    ['Pending', '', 'Skipped, WaveNotStarted'],
    ['AwaitingApproval', 'ApprovalExpired', 'Skipped, ApprovalExpired'],
    ['Skipped', '', 'Skipped, WaveNotStarted'],
    ['Skipped', 'anything else', 'Skipped, WaveNotStarted'],
    ['Skipped', 'The approval was refused: not tonight', 'Skipped, ApprovalRejected'],
    ['Skipped', 'lee rejected it', 'Skipped, ApprovalRejected'],
    ['Skipped', 'it was not approved in time', 'Skipped, ApprovalExpired'],
    ['Skipped', 'the run was aborted', 'Skipped, RunAborted'],
    ['Skipped', "the run's time was up", 'Skipped, TimeUp'],
  ])('of a wave that ended %s (%s) is %s', (status, reason, expected) =>
    expect(Object.values(unsaidOutcome(wave(status, reason))).join(', ')).toBe(expected),
  );
});
