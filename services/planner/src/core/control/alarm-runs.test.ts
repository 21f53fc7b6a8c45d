import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { dropRuns, nameRun } from './alarm-runs.ts';

const first = { runId: 'one', until: NIGHT };
const second = { runId: 'two', until: NIGHT + 1 };

describe('the runs of an alarm', () => {
  it('are noted once each', () => {
    expect(nameRun(undefined, first, NIGHT)).toEqual({ state: { runs: [first] }, events: [], effects: [] });
    expect(nameRun({ runs: [first] }, second, NIGHT)?.state).toEqual({ runs: [first, second] });
    expect(nameRun({ runs: [first] }, { ...first, until: NIGHT + 9 }, NIGHT)).toBeUndefined();
  });

  it('are forgotten when they are long over, or were found to have ended', () => {
    expect(nameRun({ runs: [first] }, second, NIGHT + 1)?.state).toEqual({ runs: [second] });
    expect(dropRuns({ runs: [first, second] }, new Set(['one']))?.state).toEqual({ runs: [second] });
    expect(dropRuns({ runs: [second] }, new Set(['one']))).toBeUndefined();
    expect(dropRuns(undefined, new Set(['one']))).toBeUndefined();
  });
});
