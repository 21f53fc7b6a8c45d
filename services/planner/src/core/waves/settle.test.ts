import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aPlan, aPlannedRun, anEndedRun, HOUR_MS, MINUTE_MS, PLAN } from '../../testing/runs.fixture.ts';
import type { PlannedRun } from '../run/run-state.ts';
import { noSums, packSums } from './packed-sums.ts';
import { settle } from './settle.ts';
import type { WaveState } from './wave-state.ts';

const UNTIL = NIGHT + 48 * HOUR_MS;
const approved: WaveState = { status: 'Pending', validUntil: UNTIL };
const unapproved: WaveState = { status: 'Pending', validUntil: 0 };
const running: WaveState = { status: 'Running', validUntil: UNTIL, askAt: NIGHT + 30 * MINUTE_MS };
const passed: WaveState = { status: 'Passed', sums: noSums, passedAt: NIGHT };
const halted: WaveState = { status: 'Halted', sums: noSums };
const waitsForCanary: WaveState = { status: 'Pending', validUntil: UNTIL, held: 'AwaitingDependency' };

function withWaves(canary: WaveState, main: WaveState, over: Partial<PlannedRun> = {}): PlannedRun {
  return aPlannedRun({ waves: [canary, main], ...over });
}

describe('the order of waves', () => {
  it('starts the wave that nothing holds, and says once why the next one waits', () => {
    expect(settle(withWaves(approved, approved), aPlan(), NIGHT)).toEqual({
      state: withWaves(running, waitsForCanary),
      events: [
        { type: 'WaveStarted', wave: 0, validUntil: UNTIL },
        { type: 'WaveHeld', wave: 1, reason: 'AwaitingDependency' },
      ],
      effects: [],
    });
  });

  it('leaves a run alone in which nothing is due', () => {
    const run = withWaves(running, waitsForCanary);

    expect(settle(run, aPlan(), NIGHT).state).toBe(run);
  });

  it('holds every wave that nobody has approved', () => {
    expect(settle(withWaves(unapproved, unapproved), aPlan(), NIGHT).events).toEqual([
      { type: 'WaveHeld', wave: 0, reason: 'AwaitingApproval' },
      { type: 'WaveHeld', wave: 1, reason: 'AwaitingApproval' },
    ]);
  });

  it('takes an approval that has lapsed for none, and asks anew with new times', () => {
    const { approval } = aPlannedRun();
    const run = withWaves({ status: 'Pending', validUntil: NIGHT }, waitsForCanary, { approval: { ...approval, expiresAt: NIGHT, validUntil: NIGHT } });

    expect(settle(run, aPlan(), NIGHT)).toEqual({
      state: withWaves({ status: 'AwaitingApproval', validUntil: 0, held: 'AwaitingApproval' }, waitsForCanary),
      events: [{ type: 'WaveHeld', wave: 0, reason: 'AwaitingApproval' }, { type: 'PlanCreated', expiresAt: NIGHT + 24 * HOUR_MS, validUntil: UNTIL }],
      effects: [],
    });
  });

  it('shows the plan again while a wave awaits approval', () => {
    const waiting: WaveState = { status: 'AwaitingApproval', validUntil: 0, held: 'AwaitingApproval' };
    const run = withWaves(waiting, waiting);

    expect(settle(run, aPlan(), run.approval.askAt)).toEqual({
      state: { ...run, approval: { ...run.approval, askAt: NIGHT + 60 * MINUTE_MS } },
      events: [{ type: 'PlanCreated', expiresAt: NIGHT + 24 * HOUR_MS, validUntil: UNTIL }],
      effects: [],
    });
  });

  it('does not show the plan again when all is approved', () => {
    const run = withWaves({ ...running, askAt: UNTIL }, waitsForCanary);

    expect(settle(run, aPlan(), run.approval.askAt)).toEqual({ state: run, events: [], effects: [] });
  });

  it('asks a running wave again that does not answer', () => {
    expect(settle(withWaves(running, waitsForCanary), aPlan(), NIGHT + 30 * MINUTE_MS)).toEqual({
      state: withWaves({ ...running, askAt: NIGHT + 60 * MINUTE_MS }, waitsForCanary),
      events: [{ type: 'WaveStarted', wave: 0, validUntil: UNTIL }],
      effects: [],
    });
  });
});

describe('what lies between two waves', () => {
  it('watches a wave while it bakes and says so to those behind it', () => {
    const baking: WaveState = { status: 'Baking', until: NIGHT + HOUR_MS, sums: noSums };

    expect(settle(withWaves(baking, waitsForCanary), aPlan(), NIGHT).events).toEqual([
      { type: 'WaveHeld', wave: 1, reason: 'Baking', until: NIGHT + HOUR_MS },
    ]);
  });

  it('starts the next wave when the bake is over', () => {
    const baking: WaveState = { status: 'Baking', until: NIGHT, sums: noSums };

    expect(settle(withWaves(baking, waitsForCanary), aPlan(), NIGHT)).toEqual({
      state: withWaves(passed, running),
      events: [{ type: 'WavePassed', wave: 0 }, { type: 'WaveStarted', wave: 1, validUntil: UNTIL }],
      effects: [],
    });
  });

  it('waits for every dependency, of which one may still be running', () => {
    const plan = { ...aPlan(), waves: [...aPlan().waves, { ...aPlan({}, { dependsOn: [0, 1] }).waves[1]!, name: 'rest' }] };
    const run = aPlannedRun({ waves: [{ status: 'Baking', until: NIGHT + HOUR_MS, sums: noSums }, running, approved] });

    expect(settle(run, plan, NIGHT).events).toEqual([{ type: 'WaveHeld', wave: 2, reason: 'AwaitingDependency' }]);
  });

  it.each([
    [0, [{ type: 'WaveHeld', wave: 1, reason: 'Pausing', until: NIGHT + 15 * MINUTE_MS }]],
    [15, [{ type: 'WaveStarted', wave: 1, validUntil: UNTIL }]],
  ])('keeps the pause of the policy: %i minutes after the wave before passed', (minutes, events) => {
    const run = withWaves(passed, waitsForCanary, { wavePauseSeconds: 900 });

    expect(settle(run, aPlan(), NIGHT + minutes * MINUTE_MS).events).toEqual(events);
  });

  it('does not say a reason again whose end has moved', () => {
    const pausing: WaveState = { status: 'Waiting', validUntil: UNTIL, held: 'Pausing', until: NIGHT };
    const run = withWaves(passed, pausing, { wavePauseSeconds: 900 });

    expect(settle(run, aPlan(), NIGHT)).toEqual({
      state: withWaves(passed, { ...pausing, until: NIGHT + 15 * MINUTE_MS }, { wavePauseSeconds: 900 }),
      events: [],
      effects: [],
    });
  });

  it('starts nothing while the run is paused', () => {
    const run = withWaves(passed, approved, { control: { seq: 1, state: 'Paused', haltedWaves: [] } });

    expect(settle(run, aPlan(), NIGHT).events).toEqual([{ type: 'WaveHeld', wave: 1, reason: 'Paused' }]);
  });
});

describe('a wave without instances', () => {
  it('passes at once where nothing is before it, unapproved, and makes nobody pause', () => {
    const run = withWaves(unapproved, approved, { wavePauseSeconds: 900 });

    expect(settle(run, aPlan({ instances: 0 }), NIGHT)).toEqual({
      state: withWaves({ status: 'Passed', sums: noSums }, running, { wavePauseSeconds: 900 }),
      events: [{ type: 'WavePassed', wave: 0 }, { type: 'WaveStarted', wave: 1, validUntil: UNTIL }],
      effects: [],
    });
  });

  it('lets nobody overtake the wave before it', () => {
    const run = withWaves(running, unapproved);

    expect(settle(run, aPlan({}, { instances: 0 }), NIGHT).state).toBe(run);
  });

  it('passes with the wave before it', () => {
    const run = withWaves(passed, unapproved);

    expect(settle(run, aPlan({}, { instances: 0 }), NIGHT + HOUR_MS).state).toEqual(
      anEndedRun({ plan: PLAN, waves: [passed, passed], endedAt: NIGHT + HOUR_MS }),
    );
  });
});

describe('the end of a run', () => {
  it('is Completed when every wave has passed', () => {
    expect(settle(withWaves(passed, passed), aPlan(), NIGHT)).toEqual({
      state: anEndedRun({ plan: PLAN, waves: [passed, passed] }),
      events: [{ type: 'RunCompleted' }],
      effects: [],
    });
  });

  it('is Halted, with the waves behind skipped, when a wave was', () => {
    expect(settle(withWaves(halted, waitsForCanary), aPlan(), NIGHT).state).toEqual(
      anEndedRun({ plan: PLAN, status: 'Halted', reason: 'wave canary was halted', waves: [halted, { status: 'Skipped', why: 'WaveNotStarted' }] }),
    );
  });

  it.each([
    ['Aborted', 'wave canary was aborted', { status: 'Aborted', sums: noSums }],
    ['Rejected', 'wave canary was refused its approval: bo: not tonight', { status: 'Skipped', why: 'ApprovalRejected', detail: 'bo: not tonight' }],
    ['Rejected', 'wave canary was refused its approval', { status: 'Skipped', why: 'ApprovalRejected' }],
    ['Expired', 'wave canary was not approved in time', { status: 'Skipped', why: 'ApprovalExpired' }],
    ['Failed', "wave canary could not start before the run's time was up", { status: 'Skipped', why: 'TimeUp' }],
  ] as const)('is %s: %s', (status, reason, canary) => {
    expect(settle(withWaves(canary, approved), aPlan(), NIGHT).state).toMatchObject({ phase: 'ended', status, reason });
  });

  it('names what was stopped on purpose before what ran out of time', () => {
    const run = withWaves({ status: 'Skipped', why: 'ApprovalExpired' }, halted);

    expect(settle(run, aPlan({}, { dependsOn: [] }), NIGHT).state).toMatchObject({ status: 'Halted', reason: 'wave main was halted' });
  });

  it.each([
    ['TimeUp', approved],
    ['ApprovalExpired', unapproved],
  ] as const)("skips with %s what has not started when the run's time is up", (why, canary) => {
    const run = withWaves(canary, running, { endsBefore: NIGHT });

    expect(settle(run, aPlan({}, { dependsOn: [] }), NIGHT).state).toMatchObject({ phase: 'planned', waves: [{ status: 'Skipped', why }, running] });
  });
});

describe('an aborted run', () => {
  const control = { seq: 1, state: 'Aborted', haltedWaves: [] } as const;
  const aborted = { control: { ...control, haltedWaves: [] }, abortReason: 'aborted by ana: wrong night' };

  it('waits for what is in flight and skips the rest', () => {
    expect(settle(withWaves(running, waitsForCanary, aborted), aPlan(), NIGHT)).toEqual({
      state: withWaves(running, { status: 'Skipped', why: 'RunAborted' }, aborted),
      events: [],
      effects: [],
    });
  });

  it('does not wait for a bake, and does not call it over', () => {
    const sums = packSums({ outcomes: { Compliant: 10 }, commands: { planned: 1, accepted: 1, throttled: 0 } });
    const run = withWaves({ status: 'Baking', until: NIGHT + HOUR_MS, sums }, waitsForCanary, aborted);

    expect(settle(run, aPlan(), NIGHT).state).toEqual(
      anEndedRun({
        plan: PLAN, control: { ...control, haltedWaves: [] }, status: 'Aborted', reason: 'aborted by ana: wrong night',
        waves: [{ status: 'Aborted', sums, detail: 'the run was aborted while the wave baked' }, { status: 'Skipped', why: 'RunAborted' }],
      }),
    );
  });

  it('is Aborted even where every wave came to its own end', () => {
    expect(settle(withWaves(passed, passed, aborted), aPlan(), NIGHT).state).toMatchObject({ status: 'Aborted', reason: aborted.abortReason });
  });
});
