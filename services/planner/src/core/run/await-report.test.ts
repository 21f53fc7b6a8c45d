import { anEndedRun, PLAN } from '../../testing/runs.fixture.ts';
import { without } from '#shared/testing/without.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';
import type { EndedRun } from './run-state.ts';
import { askForReport, END_SAID_AGAIN_MS, END_SAID_MAX, reportAwaited, reportPublished } from './await-report.ts';

const HALF_AN_HOUR = END_SAID_AGAIN_MS;
const waiting = anEndedRun({ plan: PLAN });
const ended = withoutWaiting(waiting);

function withoutWaiting(run: EndedRun): EndedRun {
  return without(run, 'reportAwaited');
}

describe('a run that has ended', () => {
  it('waits for its report, whether it had a plan or not', () => {
    const awaited = { askAt: NIGHT + HALF_AN_HOUR, asks: 1 };
    expect(reportAwaited(ended, NIGHT)).toEqual({ ...ended, reportAwaited: awaited });
    const unplanned = without(ended, 'plan');
    expect(reportAwaited(unplanned, NIGHT)).toEqual({ ...unplanned, reportAwaited: awaited });
  });

  it('says its end again after half an hour, not before', () => {
    expect(askForReport(waiting, NIGHT + HALF_AN_HOUR - 1)).toBeUndefined();
    expect(askForReport(waiting, NIGHT + HALF_AN_HOUR)).toEqual({
      state: { ...ended, reportAwaited: { askAt: NIGHT + 2 * HALF_AN_HOUR, asks: 2 } },
      events: [{ type: 'RunCompleted' }],
      effects: [],
    });
  });

  it('gives up after a day of asking', () => {
    const tired = { ...ended, reportAwaited: { askAt: NIGHT, asks: END_SAID_MAX } };
    expect(askForReport(tired, NIGHT)).toEqual({ state: ended, events: [], effects: [] });
  });

  it('waits no more once the report is there, whoever says so twice', () => {
    expect(reportPublished(waiting)).toEqual({ state: ended, events: [], effects: [] });
    expect(reportPublished(ended)).toBeUndefined();
    expect(askForReport(ended, NIGHT + HALF_AN_HOUR)).toBeUndefined();
  });
});
