import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aPlan, aPlannedRun, HOUR_MS, MINUTE_MS } from '../../testing/runs.fixture.ts';
import type { PlanFacts, WaveFacts } from '../plan/plan-facts.ts';
import type { PlannedRun } from '../run/run-state.ts';
import { noSums } from './packed-sums.ts';
import { settle } from './settle.ts';
import type { WaveState } from './wave-state.ts';

const UNTIL = NIGHT + 48 * HOUR_MS;
const approved: WaveState = { status: 'Pending', validUntil: UNTIL };
const running: WaveState = { status: 'Running', validUntil: UNTIL, askAt: NIGHT + 30 * MINUTE_MS };
const passed: WaveState = { status: 'Passed', sums: noSums, passedAt: NIGHT };

/** Waves a, b, c ... that depend on nothing, but for what is given. */
function planOf(waves: readonly Partial<WaveFacts>[], rules: Partial<PlanFacts> = {}): PlanFacts {
  const [perfect] = aPlan().waves;
  return { ...aPlan(), waves: waves.map((over, index) => ({ ...perfect!, name: 'abcdef'.charAt(index), ...over })), ...rules };
}

function eventsOf(waves: readonly WaveState[], plan: PlanFacts, over: Partial<PlannedRun> = {}) {
  return settle(aPlannedRun({ waves, ...over }), plan, NIGHT).events.map((event) => {
    if (event.type === 'WaveHeld') return `${String(event.wave)} ${event.reason}`;
    return 'wave' in event ? `${String(event.wave)} ${event.type}` : event.type;
  });
}

describe('the turn of a wave', () => {
  it('comes by priority, then in the order written', () => {
    expect(eventsOf([approved, approved, approved], planOf([{}, { priority: 5 }, {}]))).toEqual(['1 WaveStarted', '0 WaveStarted', '2 WaveStarted']);
  });

  it('is awaited where as many waves run as may at once', () => {
    expect(eventsOf([approved, approved, approved], planOf([{}, {}, { priority: 1 }], { maxWavesAtOnce: 2 }))).toEqual([
      '2 WaveStarted', '0 WaveStarted', '1 AwaitingTurn',
    ]);
  });

  it('comes when another wave has ended', () => {
    const waiting: WaveState = { ...approved, status: 'Waiting', held: 'AwaitingTurn' };

    expect(eventsOf([passed, waiting], planOf([{}, {}], { maxWavesAtOnce: 1 }))).toEqual(['1 WaveStarted']);
    expect(eventsOf([running, waiting], planOf([{}, {}], { maxWavesAtOnce: 1 }))).toEqual([]);
  });

  it('goes to the more important wave that becomes free at the same moment, not to the one that is free already', () => {
    const baking: WaveState = { status: 'Baking', until: NIGHT, sums: noSums };

    expect(eventsOf([approved, baking, approved], planOf([{}, {}, { priority: 9, dependsOn: [1] }], { maxWavesAtOnce: 1 }))).toEqual([
      '1 WavePassed', '2 WaveStarted', '0 AwaitingTurn',
    ]);
  });

  it('is not kept for a more important wave that may not start', () => {
    const unapproved: WaveState = { status: 'Pending', validUntil: 0 };

    expect(eventsOf([approved, unapproved], planOf([{}, { priority: 9 }], { maxWavesAtOnce: 1 }))).toEqual(['0 WaveStarted', '1 AwaitingApproval']);
  });
});

describe('a freeze', () => {
  const freeze = { from: NIGHT, until: NIGHT + HOUR_MS, reason: 'year end' };
  const held = (until: number) => [{ type: 'WaveHeld', wave: 0, reason: 'Frozen', until }];

  it('holds a wave until its end', () => {
    const { events, state } = settle(aPlannedRun({ waves: [approved] }), planOf([{}], { freezes: [freeze] }), NIGHT);

    expect(events).toEqual(held(NIGHT + HOUR_MS));
    expect(state).toMatchObject({ waves: [{ status: 'Waiting', held: 'Frozen', until: NIGHT + HOUR_MS }] });
  });

  it('that overlaps another holds until the later end', () => {
    const longer = { ...freeze, from: NIGHT - HOUR_MS, until: NIGHT + 2 * HOUR_MS };

    expect(settle(aPlannedRun({ waves: [approved] }), planOf([{}], { freezes: [freeze, longer] }), NIGHT).events).toEqual(held(NIGHT + 2 * HOUR_MS));
  });

  it.each([
    ['has ended', { ...freeze, from: NIGHT - HOUR_MS, until: NIGHT }],
    ['has not begun', { ...freeze, from: NIGHT + 1 }],
  ])('that %s holds nothing', (_, other) => {
    expect(eventsOf([approved], planOf([{}], { freezes: [other] }))).toEqual(['0 WaveStarted']);
  });
});

describe('a window', () => {
  /** The kit's night is a Tuesday, 02:00 UTC. */
  const tuesdays = { cron: '30 1 ? * TUE *', offsetDays: 0, timeZone: 'UTC', lengthMinutes: 120 };
  const wednesdays = { ...tuesdays, cron: '0 4 ? * WED *' };
  const saturdays = { ...tuesdays, cron: '0 4 ? * SAT *' };

  it('lets the wave start and says when it closes, the same when it is asked again', () => {
    const closes = NIGHT + 90 * MINUTE_MS;
    const { state, events } = settle(aPlannedRun({ waves: [approved] }), planOf([{ windows: [tuesdays] }]), NIGHT);

    const started = { type: 'WaveStarted', wave: 0, validUntil: UNTIL, windowEndsAt: closes };
    expect(events).toEqual([started]);
    expect(state).toMatchObject({ waves: [{ ...running, windowEndsAt: closes }] });
    expect(settle(state as PlannedRun, planOf([{ windows: [tuesdays] }]), NIGHT + 30 * MINUTE_MS).events).toEqual([started]);
  });

  it('that is closed holds the wave until it opens', () => {
    expect(settle(aPlannedRun({ waves: [approved] }), planOf([{ windows: [saturdays, wednesdays] }]), NIGHT).events).toEqual([
      { type: 'WaveHeld', wave: 0, reason: 'WindowClosed', until: NIGHT + 26 * HOUR_MS },
    ]);
  });

  it.each([
    ['before the end of the run', saturdays],
    ['at all', { ...tuesdays, cron: '0 4 ? * SAT 2025' }],
  ])('that does not open %s holds it without an end', (_, window) => {
    expect(settle(aPlannedRun({ waves: [approved] }), planOf([{ windows: [window] }]), NIGHT).events).toEqual([{ type: 'WaveHeld', wave: 0, reason: 'WindowClosed' }]);
  });
});

describe('a round of approvals', () => {
  const waiting: WaveState = { status: 'AwaitingApproval', validUntil: 0, held: 'AwaitingApproval' };
  const { approval } = aPlannedRun();

  it('that is still good is asked for again with the same times', () => {
    const { events } = settle(aPlannedRun({ waves: [waiting] }), planOf([{}]), approval.askAt);

    expect(events).toEqual([{ type: 'PlanCreated', expiresAt: approval.expiresAt, validUntil: approval.validUntil }]);
  });

  it('whose approvals would have ended by now begins anew, never beyond the end of the run', () => {
    const { state, events } = settle(aPlannedRun({ waves: [waiting] }), planOf([{}]), approval.validUntil);

    const ends = NIGHT + 72 * HOUR_MS;
    expect(events).toEqual([{ type: 'PlanCreated', expiresAt: ends, validUntil: ends }]);
    expect(state).toMatchObject({ approval: { expiresAt: ends, validUntil: ends, askAt: approval.validUntil + 30 * MINUTE_MS } });
  });
});
