import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aPlan, aPlannedRun, HOUR_MS } from '../../testing/runs.fixture.ts';
import type { WaveIncoming } from '../run/incoming.ts';
import { moveWave } from './move-wave.ts';
import { packSums } from './packed-sums.ts';
import type { WaveState } from './wave-state.ts';

const HASH = 'c'.repeat(64);
const unapproved: WaveState = { status: 'AwaitingApproval', validUntil: 0, held: 'AwaitingApproval' };
const running: WaveState = { status: 'Running', validUntil: NIGHT + HOUR_MS, askAt: NIGHT };
const main: WaveState = { status: 'Pending', validUntil: 0 };
const sums = { outcomes: { Compliant: 9, Failed: 1 }, commands: { planned: 1, accepted: 1, throttled: 0 } };

function moved(canary: WaveState, incoming: WaveIncoming, bakeSeconds = 0) {
  const decision = moveWave(aPlannedRun({ waves: [canary, main] }), incoming, { plan: aPlan({ bakeSeconds }), now: NIGHT });
  return decision?.state.waves[0];
}

describe('an answer to the request for approval', () => {
  const approval: WaveIncoming = { kind: 'WaveApproved', wave: 'canary', waveHash: HASH, validUntil: NIGHT + HOUR_MS };
  const refusal: WaveIncoming = { kind: 'WaveRejected', wave: 'canary', waveHash: HASH, detail: 'bo: not tonight' };
  const expiry: WaveIncoming = { kind: 'ApprovalExpired', wave: 'canary', waveHash: HASH };

  it('lets the wave start until the approval ends', () => {
    expect(moved(unapproved, approval)).toEqual({ ...unapproved, validUntil: NIGHT + HOUR_MS });
  });

  it.each([
    ['of another hash', { ...approval, waveHash: 'e'.repeat(64) }],
    ['of an unknown wave', { ...approval, wave: 'nobody' }],
    ['that is over already', { ...approval, validUntil: NIGHT }],
  ])('is ignored %s', (_, answer) => {
    expect(moved(unapproved, answer)).toBeUndefined();
  });

  it('says nothing new when it is repeated', () => {
    expect(moved({ ...unapproved, validUntil: NIGHT + HOUR_MS }, approval)).toBeUndefined();
  });

  it('skips the wave when it is a no, even after a yes', () => {
    expect(moved({ status: 'Pending', validUntil: NIGHT + HOUR_MS }, refusal)).toEqual({
      status: 'Skipped', why: 'ApprovalRejected', detail: 'bo: not tonight',
    });
  });

  it('changes nothing once the wave runs', () => {
    expect(moved(running, refusal)).toBeUndefined();
  });

  it('skips the wave when it never came', () => {
    expect(moved(unapproved, expiry)).toEqual({ status: 'Skipped', why: 'ApprovalExpired' });
  });

  it('is not taken away by a late copy of an expiry', () => {
    expect(moved({ status: 'Pending', validUntil: NIGHT + HOUR_MS }, expiry)).toBeUndefined();
  });
});

describe('the end of a wave at its targets', () => {
  const completed: WaveIncoming = { kind: 'WaveCompleted', wave: 'canary', ending: 'Completed', ...sums };

  it('begins the bake', () => {
    expect(moved(running, completed, 600)).toEqual({ status: 'Baking', until: NIGHT + 600_000, sums: packSums(sums) });
  });

  it('keeps where the threshold was exceeded', () => {
    expect(moved({ ...running, halted: '111111111111 eu-west-1 had 2 errors' }, { ...completed, ending: 'Halted' })).toEqual({
      status: 'Halted', sums: packSums(sums), detail: '111111111111 eu-west-1 had 2 errors',
    });
  });

  it('ends an aborted wave as such', () => {
    expect(moved(running, { ...completed, ending: 'Aborted' })).toEqual({ status: 'Aborted', sums: packSums(sums) });
  });

  it('is heard once', () => {
    expect(moved({ status: 'Passed', sums: packSums(sums) }, completed)).toBeUndefined();
  });
});

describe('a halt', () => {
  const halt: WaveIncoming = { kind: 'WaveHalted', wave: 'canary', detail: 'too many errors' };
  const run = aPlannedRun({ waves: [running, main] });

  it("becomes the run's numbered word", () => {
    const control = { seq: 1, state: 'Running' as const, haltedWaves: ['canary'] };

    expect(moveWave(run, halt, { plan: aPlan(), now: NIGHT })).toEqual({
      state: { ...run, control, waves: [{ ...running, halted: 'too many errors' }, main] },
      events: [{
        type: 'RunControlChanged', seq: 1, state: 'Running', halted: 1,
        by: { kind: 'system', id: 'patchwave.planner' }, reason: 'wave canary was halted: too many errors',
      }],
      effects: [],
    });
  });

  it('says nothing new of a wave that is running no more', () => {
    expect(moved({ status: 'Halted', sums: packSums(sums) }, halt)).toBeUndefined();
  });

  it('says nothing new of a wave that was halted before', () => {
    const control = { seq: 1, state: 'Running' as const, haltedWaves: ['canary'] };

    expect(moveWave({ ...run, control }, halt, { plan: aPlan(), now: NIGHT })).toBeUndefined();
  });
});
