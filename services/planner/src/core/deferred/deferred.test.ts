import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aPlannedRun, anEndedRun, PLAN } from '../../testing/runs.fixture.ts';
import { packSums } from '../waves/packed-sums.ts';
import { deferredInstances, hasDeferred } from './deferred-instances.ts';
import { deferringRunOf } from './deferred-waves.ts';

const commands = { planned: 1, accepted: 1, throttled: 0 };
const left = packSums({ outcomes: { Compliant: 1, Deferred: 2 }, commands });
const done = packSums({ outcomes: { Compliant: 3 }, commands });

describe('a run that left instances over', () => {
  it('names the waves, and whether only the time stopped them', () => {
    const run = anEndedRun({
      plan: PLAN,
      waves: [
        { status: 'Passed', sums: done, passedAt: NIGHT }, { status: 'Passed', sums: left, passedAt: NIGHT },
        { status: 'Halted', sums: left }, { status: 'Skipped', why: 'TimeUp' },
      ],
    });

    expect(deferringRunOf(run)).toEqual({ manifestKey: PLAN.manifestKey, waves: [{ ordinal: 1, ranOutOfTime: true }, { ordinal: 2, ranOutOfTime: false }] });
  });

  it.each([
    ['is not there any more', undefined],
    ['has not ended', aPlannedRun()],
    ['had no plan', anEndedRun()],
    ['left nobody over', anEndedRun({ plan: PLAN, waves: [{ status: 'Passed', sums: done }] })],
  ])('is none where it %s', (_, run) => {
    expect(deferringRunOf(run)).toBeUndefined();
  });
});

describe('the letters of a target', () => {
  const slice = {
    runId: 'x', wave: 'main', accountId: '1', region: 'r', groups: [], guards: { freezes: [], calendars: [], alarms: [] },
    instances: ['a', 'b', 'c'].map((id) => ({ id, platform: 'Linux' as const, zone: 'z' })),
  };

  it('tell who was deferred', () => {
    expect(deferredInstances(slice, 'DC')).toEqual(['a']);
    expect([hasDeferred('CFD'), hasDeferred('CF.')]).toEqual([true, false]);
  });
});
