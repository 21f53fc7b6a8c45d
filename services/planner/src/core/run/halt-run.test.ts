import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aBuildingRun, aDiscoveringRun, anEndedRun, aPlan, aPlannedRun, aRejectedRun, aResolvingRun, HOUR_MS, MINUTE_MS, PLAN } from '../../testing/runs.fixture.ts';
import { packSums } from '../waves/packed-sums.ts';
import type { WaveState } from '../waves/wave-state.ts';
import { decideRunWith } from './decide-run.ts';
import type { AlarmRaised, Incoming } from './incoming.ts';
import type { PlannedRun, RunState } from './run-state.ts';

const running: WaveState = { status: 'Running', validUntil: NIGHT + HOUR_MS, askAt: NIGHT + 30 * MINUTE_MS };
const pending: WaveState = { status: 'Pending', validUntil: NIGHT + HOUR_MS, held: 'AwaitingDependency' };
const ARN = 'arn:aws:cloudwatch:eu-west-1:111111111111:alarm:checkout-errors';
const raised: AlarmRaised = { kind: 'AlarmRaised', alarm: ARN, at: NIGHT + MINUTE_MS };
const reason = `the alarm ${ARN} was raised at 2026-03-10T02:01:00.000Z`;
/** 100 instances: 5 errors are allowed. */
const plan = aPlan({}, {}, { maxErrorsInRun: { percent: 5 } });

function decided(run: RunState, ...incoming: Incoming[]) {
  return incoming.reduce<ReturnType<ReturnType<typeof decideRunWith>>>(
    (before, each) => decideRunWith(plan)(before?.state ?? run, each, NIGHT) ?? before, undefined,
  );
}

function progressed(step: number, errors: number): Incoming {
  return { kind: 'WaveProgressed', wave: 'canary', step, errors };
}

function completed(failed: number, ending: 'Completed' | 'Halted' = 'Completed'): Incoming {
  return { kind: 'WaveCompleted', wave: 'canary', ending, outcomes: { Failed: failed, Compliant: 10 - failed }, commands: { planned: 1, accepted: 1, throttled: 0 } };
}

const sumsOf = (failed: number) => packSums({ outcomes: { Failed: failed, Compliant: 10 - failed }, commands: { planned: 1, accepted: 1, throttled: 0 } });

describe('an alarm', () => {
  const run = aPlannedRun({ waves: [running, pending] });

  it('halts all waves in one numbered word: those at work go on to their end, the others are skipped', () => {
    const control = { seq: 1, state: 'Running' as const, haltedWaves: ['canary', 'main'] };

    expect(decided(run, raised)).toEqual({
      state: { ...run, control, haltReason: reason, waves: [running, { status: 'Skipped', why: 'RunHalted' }] },
      events: [{ type: 'RunControlChanged', seq: 1, state: 'Running', halted: 2, by: { kind: 'alarm', id: ARN }, reason }],
      effects: [],
    });
  });

  it('is heard once, and nothing is added by a second one or by errors', () => {
    const once = decided(run, raised);

    expect(decided(run, raised, { ...raised, alarm: `${ARN}-2` })?.state).toEqual(once?.state);
    expect(decided(run, raised, progressed(1, 50))?.events).toEqual([]);
  });

  it('ends the run when what is at work has ended', () => {
    expect(decided(run, raised, completed(2, 'Halted'))?.state).toEqual(
      anEndedRun({
        plan: PLAN, status: 'Halted', reason, haltReason: reason, control: { seq: 1, state: 'Running', haltedWaves: ['canary', 'main'] },
        waves: [{ status: 'Halted', sums: sumsOf(2) }, { status: 'Skipped', why: 'RunHalted' }],
      }),
    );
  });

  it('leaves a wave that was halted by itself its own words, and does not halt it twice', () => {
    const halt: Incoming = { kind: 'WaveHalted', wave: 'canary', detail: 'eu-west-1 had 2 errors' };

    const { state } = decided(run, halt, raised, halt, completed(2, 'Halted')) ?? {};
    expect(state).toMatchObject({
      control: { seq: 2, haltedWaves: ['canary', 'main'] }, status: 'Halted', reason,
      waves: [{ status: 'Halted', detail: 'eu-west-1 had 2 errors' }, { status: 'Skipped' }],
    });
  });

  it('does not let a bake end well', () => {
    const baking: WaveState = { status: 'Baking', until: NIGHT + HOUR_MS, sums: sumsOf(0) };

    expect(decided(aPlannedRun({ waves: [baking, pending] }), raised)?.state).toMatchObject({
      phase: 'ended', status: 'Halted', waves: [{ status: 'Halted', detail: 'the run was halted while the wave baked' }, { why: 'RunHalted' }],
    });
  });

  it('of a time before the run says nothing about it', () => {
    expect(decided(run, { ...raised, at: NIGHT - 1 })).toBeUndefined();
    expect(decided(aBuildingRun(), { ...raised, at: NIGHT - 1 })).toBeUndefined();
  });

  it('adds nothing to an abort, and an abort after it is one', () => {
    const abort: Incoming = { kind: 'ControlRequested', action: 'abort', by: { kind: 'cli', id: 'ana' }, reason: 'enough', notAfter: NIGHT };

    expect(decided(run, abort, raised)?.state).toEqual(decided(run, abort)?.state);
    expect(decided(run, raised, abort, completed(0, 'Halted'))?.state).toMatchObject({ status: 'Aborted', reason: 'aborted by ana: enough', haltReason: reason });
  });

  it.each([
    { unplanned: aResolvingRun(), state: { phase: 'rejected', reasons: [reason] }, said: 'RunRejected' },
    { unplanned: aDiscoveringRun(), state: { phase: 'ended', status: 'Halted', reason }, said: 'RunCompleted' },
    { unplanned: aBuildingRun(), state: { phase: 'ended', status: 'Halted', reason }, said: 'RunCompleted' },
  ])('ends a run that is $unplanned.phase', ({ unplanned, state, said }) => {
    expect(decided(unplanned, raised)).toMatchObject({ state, events: [{ type: said }] });
  });

  it.each([aRejectedRun(), anEndedRun()])('comes too late for a run that is $phase', (over) => {
    expect(decided(over, raised)).toBeUndefined();
  });
});

describe('errors in all waves together', () => {
  const run = aPlannedRun({ waves: [running, running] });
  const words = '6 errors in all waves together, 5 are allowed (maxErrorsInRun 5% of 100 instances)';

  it('are kept as the waves tell them, by their steps', () => {
    expect(decided(run, progressed(2, 3), progressed(1, 2))).toEqual({
      state: { ...run, waves: [{ ...running, progress: [2, 3] }, running] }, events: [], effects: [],
    });
  });

  it('halt the run when they are more than allowed, in whatever waves they were', () => {
    const main: Incoming = { kind: 'WaveProgressed', wave: 'main', step: 1, errors: 3 };

    expect(decided(run, progressed(1, 3), main)).toMatchObject({
      state: { haltReason: words, control: { seq: 1, haltedWaves: ['canary', 'main'] } },
      events: [{ type: 'RunControlChanged', by: { kind: 'system', id: 'patchwave.planner' }, reason: words }],
    });
    expect(decided(run, progressed(1, 2), main)?.state).not.toHaveProperty('haltReason');
  });

  it('count once: a wave that has ended speaks for itself, whatever it said before', () => {
    expect(decided(run, progressed(1, 3), completed(5), progressed(2, 9))?.state).not.toHaveProperty('haltReason');
  });

  it('halt the run at the end of a wave too, which did not pass then', () => {
    expect(decided(aPlannedRun({ waves: [running, pending] }), completed(6))?.state).toMatchObject({
      phase: 'ended', status: 'Halted', reason: words, waves: [{ status: 'Halted' }, { status: 'Skipped', why: 'RunHalted' }],
    });
  });

  it('are none in a Scan, and bound nothing where the policy says nothing', () => {
    const scan = { ...aPlan().waves[0]!.options, operation: 'Scan' } as const;
    const only = aPlannedRun({ waves: [running, pending] });
    const end = (facts: ReturnType<typeof aPlan>) => decideRunWith(facts)(only, completed(9), NIGHT)?.state as PlannedRun;

    expect(end(aPlan({ options: scan }, {}, { maxErrorsInRun: { number: 5 } })).waves[0]).toMatchObject({ status: 'Passed' });
    expect(end(aPlan()).waves[0]).toMatchObject({ status: 'Passed' });
  });
});
