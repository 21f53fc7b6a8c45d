import { NIGHT } from '#shared/testing/test-aggregate.ts';
import { reportRow } from '../../testing/report-row.fixture.ts';
import { differences } from './adds-up.ts';
import { breakDown, worstFirst } from './breakdown.ts';
import type { RunEnded } from './run-ended.ts';
import { troublesOf } from './trouble.ts';
import { verdictSentence } from './verdict-sentence.ts';

describe('the verdict', () => {
  it.each([
    [0, {}, 'No instance was planned.'],
    [1, { Compliant: 1 }, 'The one planned instance is compliant.'],
    [600, { Compliant: 600 }, 'All 600 planned instances are compliant.'],
    [600, { Compliant: 594, Failed: 2, Unreachable: 1, PendingReboot: 3 }, '594 of 600 planned instances are compliant; 3 need a person, 3 wait for a reboot.'],
    [4, { Compliant: 1, TimedOut: 1, PendingReboot: 1, Deferred: 1 }, '1 of 4 planned instances is compliant; 1 needs a person, 1 waits for a reboot, 1 was not patched this time.'],
    [2, { Skipped: 1, Deferred: 1 }, '0 of 2 planned instances are compliant; 2 were not patched this time.'],
    [2, { Compliant: 1 }, '1 of 2 planned instances is compliant.'],
  ])('of %s planned: %j', (planned, outcomes, expected) => expect(verdictSentence({ planned, outcomes })).toBe(expected));
});

describe('a breakdown', () => {
  const rows = [
    reportRow({ accountId: 'a' }), reportRow({ accountId: 'b', outcome: 'Failed' }), reportRow({ accountId: 'b' }),
    reportRow({ accountId: 'd', outcome: 'Failed' }), reportRow({ accountId: 'c', outcome: 'Skipped' }),
  ];

  it('counts outcomes by label, in the order of the rows', () => {
    expect(breakDown(rows, ({ accountId }) => accountId)).toEqual([
      { label: 'a', planned: 1, outcomes: { Compliant: 1 } },
      { label: 'b', planned: 2, outcomes: { Failed: 1, Compliant: 1 } },
      { label: 'd', planned: 1, outcomes: { Failed: 1 } },
      { label: 'c', planned: 1, outcomes: { Skipped: 1 } },
    ]);
  });

  it('shows the worst first, equals by name', () => {
    expect(worstFirst(breakDown(rows, ({ accountId }) => accountId)).map(({ label }) => label)).toEqual(['b', 'c', 'd', 'a']);
  });
});

describe('the sums', () => {
  const commands = { planned: 0, accepted: 0, throttled: 0 };
  const ended = (outcomes: RunEnded['outcomes']): RunEnded => ({
    runId: 'run', policyName: 'web', requestedBy: { kind: 'cli', id: 'ana' }, status: 'Completed', reason: '', planned: 2, outcomes, commands,
    startedAt: NIGHT, endedAt: NIGHT,
    waves: [{ name: 'canary', status: 'Passed', planned: 2, outcomes, commands, reason: '' }],
  });

  it('add up', () => expect(differences(ended({ Compliant: 2 }), [reportRow(), reportRow()])).toEqual([]));
  it('are named where they do not', () =>
    expect(differences(ended({ Compliant: 1, Failed: 1 }), [reportRow(), reportRow()])).toEqual([
      'wave canary: the run counted 1 Compliant, the instances\' records say 2',
      'wave canary: the run counted 1 Failed, the instances\' records say 0',
    ]));
  it('are named where a wave has no rows at all', () =>
    expect(differences(ended({ Compliant: 2 }), [])).toEqual(['wave canary: the run counted 2 Compliant, the instances\' records say 0']));
});

describe('troubles', () => {
  it('group by outcome and cause, what needs a person first, then the most frequent', () => {
    const rows = [
      reportRow(), reportRow({ outcome: 'Skipped', cause: 'WaveHalted' }), reportRow({ outcome: 'PendingReboot', cause: 'RebootPending' }),
      reportRow({ outcome: 'TimedOut' }), reportRow({ outcome: 'Failed', cause: 'DiskFull' }), reportRow({ outcome: 'Failed', cause: 'DiskFull' }),
    ];
    expect(troublesOf(rows).map(({ outcome, attention, words, rows: some }) => [outcome, attention, words, some.length])).toEqual([
      ['Failed', 'person', 'The patch payload could not be unpacked (exit 155): the disk is full', 2],
      ['TimedOut', 'person', 'No cause is known', 1],
      ['PendingReboot', 'reboot', 'Patches are installed and wait for a reboot', 1],
      ['Skipped', 'another run', 'Its wave was halted before its turn came', 1],
    ]);
  });
});
