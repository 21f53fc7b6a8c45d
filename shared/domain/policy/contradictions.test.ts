import { contradictions, quorumProblems } from './contradictions.ts';
import { aPolicyDraft, complaintsOf, RUN_ID, type PolicyDraft } from './policy.fixture.ts';
import { readRunDefinition, type RunCircumstances } from './read-run-definition.ts';

/** A Tuesday. */
const now = Date.UTC(2026, 2, 10, 2);
const saturday = { cron: '0 22 ? * SAT *', timeZone: 'UTC', lengthMinutes: 240 };
const freeze = { from: '2026-03-01T00:00:00Z', until: '2026-03-12T00:00:00Z' };

type Spoil = (policy: PolicyDraft) => void;

describe('a policy is refused, both fields named, with', () => {
  it.each<[string, Spoil, string, RunCircumstances?]>([
    [
      'a budget of 0',
      (p) => (p['budgets'] = [{ groupBy: 'tag:Service', maxUnavailable: 0 }]),
      'budgets[0].maxUnavailable: found 0 for budgets[0].groupBy "tag:Service", expected at least 1 or 1%, because with 0 no instance of these groups could ever be patched. To leave them out, name them under targets.exclude.',
    ],
    [
      'a budget of 0%',
      (p) => (p['budgets'] = [{ groupBy: 'tag:Service', maxUnavailable: 1 }, { groupBy: 'zone', maxUnavailable: '0%' }]),
      'budgets[1].maxUnavailable: found 0% for budgets[1].groupBy "zone", expected at least 1 or 1%, because with 0 no instance of these groups could ever be patched. To leave them out, name them under targets.exclude.',
    ],
    [
      'two budgets of one group',
      (p) => (p['budgets'] = [{ groupBy: 'zone', maxUnavailable: 1 }, { groupBy: 'zone', maxUnavailable: 2 }]),
      'budgets[1].groupBy: found "zone", as in budgets[0].groupBy, expected groups that no other budget counts.',
    ],
    [
      'more accounts at once than the policy names',
      (p) => (p.waves[1]['maxConcurrentAccounts'] = 3),
      'waves[1].maxConcurrentAccounts: found 3, expected at most 2, the number of targets.accounts that are not excluded.',
    ],
    [
      'more accounts at once than the wave names and does not exclude',
      (p) => {
        p.targets['exclude'] = { accounts: ['333333333333'] };
        p.waves[0] = { name: 'canary', accounts: ['333333333333', '444444444444', '444444444444'], maxConcurrentAccounts: 2 };
      },
      'waves[0].maxConcurrentAccounts: found 2, expected at most 1, the number of waves[0].accounts that are not excluded.',
    ],
    [
      'a quorum above the approvers, one of them listed twice',
      (p) => (p['approval'] = { quorum: 3, approvers: ['ana', 'bo', 'ana'] }),
      'approval.quorum: found 3, expected at most 2, the number of approval.approvers (ana, bo). List more approvers, or lower the quorum.',
    ],
    [
      'a quorum that is met only with the requester',
      (p) => (p['approval'] = { quorum: 2, approvers: ['ana', 'bo'] }),
      'approval.quorum: found 2, expected at most 1, the number of approval.approvers other than ana, who asks for the run. Let somebody else ask for the run, or list more approvers.',
      { requester: 'ana' },
    ],
    [
      'a window in which not even the slowest platform of one wave fits',
      (p) => {
        p['windows'] = [{ ...saturday, lengthMinutes: 45 }];
        p.waves[1]['platforms'] = ['Linux', 'Windows'];
      },
      'windows[0].lengthMinutes: found 45, expected at least 50 minutes, because it takes 50 minutes to patch, reboot and verify Windows (waves[1].platforms) in waves[1], patch.operation Install.',
    ],
    [
      'a window that is too short for every wave, told once with the one that needs most',
      (p) => {
        p['windows'] = [{ ...saturday, lengthMinutes: 15 }];
        p.waves[0]['platforms'] = ['Windows'];
      },
      'windows[0].lengthMinutes: found 15, expected at least 50 minutes, because it takes 50 minutes to patch, reboot and verify Windows (waves[0].platforms) in waves[0], patch.operation Install.',
    ],
    [
      'a window of a wave that is shorter than any patching',
      (p) => (p.waves[0]['windows'] = [saturday, { ...saturday, lengthMinutes: 29 }]),
      'waves[0].windows[1].lengthMinutes: found 29, expected at least 30 minutes, because it takes 25 minutes to patch, reboot and verify Linux (targets.platforms) in waves[0], patch.operation Install.',
    ],
    [
      'a window that opens only after the end of the run',
      (p) => (p['windows'] = [saturday]),
      'windows: found a first opening at 2026-03-14 22:00 UTC, expected one before the run\'s end (runTimeoutMinutes 4320 from 2026-03-10 02:00 UTC: 2026-03-13 02:00 UTC). Start the run nearer to its window, or raise runTimeoutMinutes.',
      { now },
    ],
    [
      'a window of a wave that never opens again',
      (p) => (p.waves[1]['windows'] = [{ ...saturday, cron: '0 22 ? * SAT 2025' }]),
      'waves[1].windows: found no opening that is still to come, expected one before the run\'s end (runTimeoutMinutes 4320 from 2026-03-10 02:00 UTC: 2026-03-13 02:00 UTC). Start the run nearer to its window, or raise runTimeoutMinutes.',
      { now },
    ],
    [
      'a freeze without an end',
      (p) => (p['freezes'] = [{ from: freeze.from }]),
      'freezes[0].until: found no end, expected a time, because a run ends by itself (runTimeoutMinutes 4320) and would never be let through. To stop patching for good, remove the schedule.',
    ],
    [
      'a freeze that says that it never ends',
      (p) => (p['freezes'] = [freeze, { from: freeze.from, until: 'never' }]),
      'freezes[1].until: found no end, expected a time, because a run ends by itself (runTimeoutMinutes 4320) and would never be let through. To stop patching for good, remove the schedule.',
    ],
    [
      'a freeze that ends when it begins',
      (p) => (p['freezes'] = [{ from: freeze.from, until: freeze.from }]),
      'freezes[0].until: found 2026-03-01 00:00 UTC, expected a time after freezes[0].from (2026-03-01 00:00 UTC).',
    ],
    [
      'a freeze over the whole run',
      (p) => (p['freezes'] = [{ from: '2026-03-10T02:00:00Z', until: '2026-03-13T02:00:00Z' }]),
      'freezes[0].until: found 2026-03-13 02:00 UTC, expected a time before the run\'s end (runTimeoutMinutes 4320 from 2026-03-10 02:00 UTC: 2026-03-13 02:00 UTC). Start the run when the freeze is over, or raise runTimeoutMinutes.',
      { now },
    ],
  ])('%s', (_fault, spoil, ...[complaint, circumstances]) => {
    expect(complaintsOf(aPolicyDraft(spoil), circumstances)).toEqual([complaint]);
  });
});

describe('a policy is taken with', () => {
  it.each<[string, Spoil, RunCircumstances?]>([
    ['as many accounts at once as it names', (p) => (p.waves[1]['maxConcurrentAccounts'] = 2)],
    ['any number of accounts of a unit, which may grow', (p) => { p.targets = { organizationalUnits: ['r-pw01'], regions: ['us-east-1'] }; p.waves[0]['maxConcurrentAccounts'] = 100; }],
    ['no account left after its exclusions, which the planner tells', (p) => { p.targets['exclude'] = { accounts: p.targets['accounts'] }; p.waves[0]['maxConcurrentAccounts'] = 2; }],
    ['a quorum of all approvers', (p) => (p['approval'] = { quorum: 2, approvers: ['ana', 'bo'] })],
    ['a quorum of all approvers, whoever else asks', (p) => (p['approval'] = { quorum: 2, approvers: ['ana', 'bo'] }), { requester: 'cy' }],
    ['a quorum of anybody', (p) => (p['approval'] = { quorum: 25 }), { requester: 'ana' }],
    ['a requester among the approvers whom nobody asks', (p) => (p['approval'] = { required: false, quorum: 1, approvers: ['ana'] }), { requester: 'ana' }],
    ['a window as long as what has to fit', (p) => { p['windows'] = [{ ...saturday, lengthMinutes: 50 }]; p.targets['platforms'] = ['Windows']; }],
    ['a short window in which Windows is only scanned', (p) => { p['windows'] = [{ ...saturday, lengthMinutes: 30 }]; p.targets['platforms'] = ['Windows']; p['patch'] = { operation: 'Scan' }; }],
    ['a window that is too short for a wave with windows of its own', (p) => { p['windows'] = [{ ...saturday, lengthMinutes: 30 }]; p.waves[1]['platforms'] = ['Windows']; p.waves[1]['windows'] = [saturday]; }],
    ['a window that is open', (p) => (p['windows'] = [{ ...saturday, cron: '0 1 ? * TUE#2 *' }]), { now }],
    ['a window that opens in time', (p) => { p['windows'] = [saturday]; p['runTimeoutMinutes'] = 7_000; }, { now }],
    ['a window that opens some day, where nobody knows when the run begins', (p) => (p['windows'] = [saturday])],
    ['a freeze that begins after the run', (p) => (p['freezes'] = [{ from: '2026-03-10T02:01:00Z', until: '2026-03-20T00:00:00Z' }]), { now }],
    ['a freeze that ends before the run does', (p) => (p['freezes'] = [freeze]), { now }],
    ['a long freeze, where nobody knows when the run begins', (p) => (p['freezes'] = [{ ...freeze, until: '2036-03-12T00:00:00Z' }])],
    ['a share that no later wave completes', (p) => (p.waves[1]['percent'] = 10)],
  ])('%s', (_rule, spoil, circumstances = {}) => {
    expect(complaintsOf(aPolicyDraft(spoil), circumstances)).toEqual([]);
  });
});

describe('a policy that is checked beforehand', () => {
  const scheduled = (schedule: Record<string, unknown> | undefined) =>
    aPolicyDraft((policy) => {
      policy['windows'] = [saturday];
      if (schedule !== undefined) policy['schedule'] = schedule;
    });

  it('is judged as of its next scheduled time, moved by its offset', () => {
    const wednesday = { cron: '0 2 ? * WED *', timeZone: 'UTC' };
    expect(complaintsOf(scheduled(wednesday), { now, beforehand: true })).toEqual([expect.stringContaining('from 2026-03-11 02:00 UTC')]);
    expect(complaintsOf(scheduled({ ...wednesday, offsetDays: 2 }), { now, beforehand: true })).toEqual([]);
  });

  it.each([
    ['it has none', undefined],
    ['it comes no more', { cron: '0 2 ? * SAT 2025', timeZone: 'UTC' }],
  ])('is judged as of now where %s', (_case, schedule) => {
    expect(complaintsOf(scheduled(schedule), { now, beforehand: true })).toEqual([expect.stringContaining('from 2026-03-10 02:00 UTC')]);
  });

  it('is judged as of now once somebody asks for a run', () => {
    expect(complaintsOf(scheduled({ cron: '0 2 ? * SAT *', timeZone: 'UTC' }), { now })).toEqual([expect.stringContaining('from 2026-03-10 02:00 UTC')]);
  });
});

it('everything is told at once, but nothing of windows that cannot be read', () => {
  const spoil: Spoil = (p) => {
    p['budgets'] = [{ groupBy: 'zone', maxUnavailable: 0 }];
    p['freezes'] = [{ from: freeze.from }];
    p['approval'] = { quorum: 2, approvers: ['ana'] };
    p.waves[0]['maxConcurrentAccounts'] = 3;
    p['windows'] = [{ ...saturday, lengthMinutes: 10 }];
  };
  const fields = (policy: PolicyDraft) => complaintsOf(policy, { now }).map((complaint) => complaint.split(':')[0]);

  expect(fields(aPolicyDraft(spoil))).toEqual(['waves[0].maxConcurrentAccounts', 'budgets[0].maxUnavailable', 'approval.quorum', 'windows[0].lengthMinutes', 'windows', 'freezes[0].until']);
  expect(fields(aPolicyDraft((p) => { spoil(p); p['windows'] = [{ ...saturday, timeZone: 'Mars/Base' }]; }))).toEqual(['windows[0].timeZone']);
});

it('a definition whose document is gone names the fields at its waves', () => {
  const read = readRunDefinition({ policy: aPolicyDraft((p) => (p['windows'] = [saturday])) }, RUN_ID);
  if (!read.ok) throw new Error('expected a policy that is taken');
  const waves = read.definition.waves.map((wave) => ({ ...wave, maxConcurrentAccounts: 3, windows: [{ ...wave.windows[0]!, lengthMinutes: 10 }] }));

  expect(contradictions({ ...read.definition, waves }).map(({ field, expected }) => `${field}: ${/\w+\[\d\]\.(accounts|platforms)/.exec(expected)?.[0] ?? ''}`)).toEqual([
    'waves[0].maxConcurrentAccounts: waves[0].accounts', 'waves[1].maxConcurrentAccounts: waves[1].accounts',
    'waves[0].windows[0].lengthMinutes: waves[0].platforms', 'waves[1].windows[0].lengthMinutes: waves[1].platforms',
  ]);
});

it('an ad-hoc run contradicts nothing: it is taken as its callers have always given it', () => {
  const wave = { name: 'one', accounts: ['111111111111'], regions: ['us-east-1'], filters: { tags: { PatchGroup: ['default'] }, platforms: ['Linux'] } };
  const read = readRunDefinition({ runInput: { waves: [wave] } }, RUN_ID, { now, requester: 'ana' });

  expect(read).toMatchObject({ ok: true, definition: { waves: [{ maxConcurrentAccounts: 10 }] } });
  expect(read.ok && contradictions(read.definition, { now })).toEqual([]);
});

it('the planner can ask of the quorum alone, once it knows who asks for the run', () => {
  const approval = { required: true, quorum: 1, approvers: ['ana'], expiresAfterMinutes: 60, validForMinutes: 60 };
  expect([quorumProblems(approval), quorumProblems(approval, 'bo'), quorumProblems(approval, 'ana').map(({ field }) => field)]).toEqual([[], [], ['approval.quorum']]);
});
