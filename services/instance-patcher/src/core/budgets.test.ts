import { choosePack, fullGroup } from './choose-pack.ts';
import { keptShares } from './kept-shares.ts';
import { leaveOut } from './leave-out.ts';
import { aBusyTarget, aClaimed, aContext, aGroup, aSent, aSlice, aTarget, aWaiting, MINUTE, NOW } from '../testing/target-in-test.ts';
import type { PlannedPart } from './planned-part.ts';
import type { WorkingTarget } from './target-state.ts';

const ALL = [0, 1, 2, 3];

/** The pack of at most four that would be taken of these. */
function packOf(target: WorkingTarget, slice: Partial<PlannedPart>, pending = ALL): number[] {
  return choosePack(target, { pending, most: 4 }, aSlice(slice));
}

describe('the next pack', () => {
  test('takes of each group as many as may be out of service', () => {
    const groups = [aGroup('tag:A=1', [0, 1]), aGroup('tag:A=2', [2, 3], { limit: 2 })];
    expect(packOf(aTarget(), { groups })).toEqual([0, 2, 3]);
  });

  test('takes who is in no group', () => {
    expect(packOf(aTarget(), { groups: [aGroup('tag:A=1', [0, 1])] })).toEqual([0, 2, 3]);
  });

  test('takes nobody whose other group is full', () => {
    const groups = [aGroup('asg:1', [0, 1, 2, 3], { limit: 3 }), aGroup('tag:A=1', [1, 2])];
    expect(packOf(aTarget(), { groups })).toEqual([0, 1, 3]);
  });

  test.each([
    ['sent', { ...aBusyTarget(aSent({ instances: '0', seen: '.' })), attempts: '1000' }],
    ['about to be sent', aBusyTarget(aClaimed({ instances: '0' }))],
    ['waiting to be sent again', aBusyTarget(aWaiting({ instances: '0', seen: '.' }))],
  ])('counts who is in a command that is %s', (_phase, busy) => {
    expect(packOf(busy, { groups: [aGroup('tag:A=1', ALL, { limit: 2 })] }, [1, 2, 3])).toEqual([1]);
  });

  test.each([
    ['failed', { outcomes: 'F...', attempts: '1000' }, []],
    ['was not shown to be healthy', { outcomes: 'N...', attempts: '1000' }, []],
    ['is healthy again', { outcomes: 'C...', attempts: '1000' }, [1]],
    ['waits for its reboot', { outcomes: 'P...', attempts: '1000' }, [1]],
    ['never was commanded', { outcomes: 'U...', attempts: '0000' }, [1]],
  ])('after a member that %s', (_case, ended, pack) => {
    expect(packOf(aTarget(ended), { groups: [aGroup('tag:A=1', ALL)] }, [1, 2, 3])).toEqual(pack);
  });

  test('takes a member that waits for its second try, and nobody else in its place', () => {
    const waits = aTarget({ attempts: '0010', causes: '..u.' });
    expect(packOf(waits, { groups: [aGroup('tag:A=1', ALL)] })).toEqual([2]);
  });

  test('holds members of lent groups first, as others wait for what they hold', () => {
    const groups = [aGroup('tag:A=1', [2, 3], { lent: true, limit: 9 })];
    const slice = aSlice({ groups });
    expect(choosePack(aTarget({ lent: [1] }), { pending: ALL, most: 2 }, slice)).toEqual([0, 2]);
  });

  test('takes of a lent group what was lent of it, each in its turn', () => {
    const groups = [
      aGroup('tag:A=1', [0, 1], { lent: true, limit: 9 }), aGroup('tag:B=1', [0, 1, 2, 3], { limit: 3 }),
      aGroup('tag:C=1', [2, 3], { lent: true, limit: 9 }),
    ];
    expect(packOf(aTarget({ lent: [1, 2] }), { groups })).toEqual([0, 2, 3]);
    expect(packOf(aTarget({ lent: [] }), { groups })).toEqual([]);
  });

  test('lies in one zone where that is asked for', () => {
    const zones = ['a', 'b', 'a', 'b'].map((zone) => ({ platform: 'Linux', zone }) as const);
    const groups = [aGroup('tag:A=1', ALL, { limit: 4, oneZoneAtATime: true })];
    const slice = { instances: zones, groups };
    expect(packOf(aTarget(), slice)).toEqual([0, 2]);
    const busy = { ...aBusyTarget(aSent({ instances: '1', seen: '.' })), attempts: '0100' };
    expect(packOf(busy, slice, [0, 2, 3])).toEqual([3]);
  });

  test('is empty when all groups are full, and the group that is in the way can be named', () => {
    const slice = { groups: [aGroup('tag:A=1', [9]), aGroup('tag:A=2', ALL)] };
    const busy = { ...aBusyTarget(aSent({ instances: '0', seen: '.' })), attempts: '1000' };
    expect(packOf(busy, slice, [1, 2, 3])).toEqual([]);
    expect(fullGroup(busy, [1, 2, 3], aSlice(slice))).toBe(1);
    expect(fullGroup(busy, [], aSlice(slice))).toBe(-1);
  });
});

describe('who can never go any more', () => {
  test('is skipped when failed members use the budget up', () => {
    const slice = aSlice({ groups: [aGroup('tag:A=1', [0, 1, 2])] });
    const failed = aTarget({ outcomes: 'F...', attempts: '1000', causes: 'x...' });
    expect(leaveOut(failed, aContext({ slice }))).toEqual({ ...failed, outcomes: 'FSS.', causes: 'xBB.' });
  });

  test('is skipped at once where nothing was lent', () => {
    const slice = aSlice({ groups: [aGroup('tag:A=1', [0, 1], { lent: true })] });
    const target = aTarget({ lent: [0] });
    expect(leaveOut(target, aContext({ slice }))).toEqual({ ...target, outcomes: 'SS..', causes: 'BB..' });
  });

  test('is skipped in all zones but that of a failed member', () => {
    const instances = ['a', 'b', 'a', 'b'].map((zone) => ({ platform: 'Linux', zone }) as const);
    const slice = aSlice({ instances, groups: [aGroup('tag:A=1', ALL, { limit: 2, oneZoneAtATime: true })] });
    const failed = aTarget({ outcomes: 'F...', attempts: '1000', causes: 'x...' });
    expect(leaveOut(failed, aContext({ slice })).outcomes).toBe('FS.S');
  });

  test('is nobody while those in the way are only in work', () => {
    const slice = aSlice({ groups: [aGroup('tag:A=1', ALL)] });
    const busy = { ...aBusyTarget(aSent({ instances: '0', seen: '.' })), attempts: '1000' };
    expect(leaveOut(busy, aContext({ slice }))).toBe(busy);
  });

  test('is not who was only skipped and so never went out of service', () => {
    const slice = aSlice({ groups: [aGroup('tag:A=1', ALL)] });
    const skipped = aTarget({ outcomes: 'S...' });
    expect(leaveOut(skipped, aContext({ slice }))).toBe(skipped);
  });
});

describe('who is not done any more before the window closes', () => {
  const closing = { windowEndsAt: NOW + 24 * MINUTE };

  test('is deferred at once', () => {
    const busy = { ...aBusyTarget(aSent()), ...closing };
    expect(leaveOut(busy, aContext())).toEqual({ ...busy, outcomes: '..DD', causes: '..WW' });
  });

  test('failed if it waits for its second try', () => {
    const waits = aTarget({ ...closing, attempts: '1000', causes: 'u...' });
    expect(leaveOut(waits, aContext())).toEqual({ ...waits, outcomes: 'FDDD', causes: 'uWWW' });
  });

  const instances = (['Windows', 'Linux', 'Windows', 'Linux'] as const).map((platform) => ({ platform, zone: 'a' }));

  test('leaves the rest of an unsent command to go under its key', () => {
    const waiting = { ...aBusyTarget(aWaiting()), windowEndsAt: NOW + 30 * MINUTE };
    expect(leaveOut(waiting, aContext({ slice: aSlice({ instances }) }))).toEqual({
      ...waiting, commands: [aWaiting({ instances: '1', seen: '.' })], outcomes: 'D.D.', causes: 'W.W.',
    });
  });

  test('takes an unsent command with it when all of it is late', () => {
    const waiting = { ...aBusyTarget(aWaiting()), ...closing };
    const { commands, counters, outcomes } = leaveOut(waiting, aContext());
    expect([commands, counters.planned, outcomes]).toEqual([[], 0, 'DDDD']);
  });

  test('is nobody while all have time', () => {
    const waiting = { ...aBusyTarget(aWaiting()), windowEndsAt: NOW + 25 * MINUTE };
    expect(leaveOut(waiting, aContext())).toBe(waiting);
  });
});

describe('what is still used of a lent group', () => {
  const slice = aSlice({
    groups: [aGroup('tag:A=1', [0, 1], { lent: true }), aGroup('tag:B=1', ALL), aGroup('tag:C=1', [2, 3], { lent: true })],
  });

  test.each([
    ['all of the share while one member is undecided', 'F...', '2,1'],
    ['then only the members that failed', 'FC..', '1,1'],
    ['nothing when all are well', 'CC.C', '0,1'],
    ['nothing when nobody went', 'SSSS', '0,0'],
  ])('%s', (_case, outcomes, kept) => {
    expect(keptShares(aTarget({ lent: [2, 1], outcomes, attempts: '1111' }), slice)).toBe(kept);
  });

  test('is nothing to be told where nothing was lent', () => {
    expect(keptShares(aTarget(), slice)).toBeUndefined();
  });

  test('is nothing of a group that is not there', () => {
    expect(keptShares(aTarget({ lent: [1] }), aSlice())).toBe('0');
  });
});
