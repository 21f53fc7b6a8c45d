import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aPlan, aPlannedRun } from '../../testing/runs.fixture.ts';
import { noSums } from './packed-sums.ts';
import { lastPassedAt } from './wave-context.ts';

describe('when the last dependency passed', () => {
  it.each([
    ['none has', { status: 'Pending', validUntil: 0 }, undefined],
    ['it had no instances', { status: 'Passed', sums: noSums }, undefined],
    ['it has', { status: 'Passed', sums: noSums, passedAt: NIGHT }, NIGHT],
  ] as const)('%s', (_, canary, expected) => {
    const run = aPlannedRun({ waves: [canary, { status: 'Pending', validUntil: 0 }] });

    expect(lastPassedAt({ run, plan: aPlan(), ordinal: 1, now: NIGHT })).toBe(expected);
  });
});
