import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aBuildingRun, aDiscoveringRun, ANA, anEndedRun, aPlannedRun, aRejectedRun, aResolvingRun, HOUR_MS } from '../../testing/runs.fixture.ts';
import type { ControlAction, ControlRequest } from '../run/incoming.ts';
import { controlPlanned, controlUnplanned } from './decide-control.ts';

const BO = { kind: 'chat', id: 'bo' } as const;

function aRequest(action: ControlAction, over: Partial<ControlRequest> = {}): ControlRequest {
  return { kind: 'ControlRequested', action, by: BO, reason: 'the database is slow', notAfter: NIGHT + HOUR_MS, ...over };
}

function controlled(state: 'Running' | 'Paused' | 'Aborted') {
  return { control: { seq: 4, state, haltedWaves: ['canary'] } };
}

describe('a wish on a run with waves', () => {
  it.each([
    ['pause', 'Running', 'Paused'],
    ['resume', 'Paused', 'Running'],
  ] as const)('%s is followed and numbered', (action, before, after) => {
    const run = aPlannedRun(controlled(before));

    expect(controlPlanned(run, aRequest(action), NIGHT)).toEqual({
      state: aPlannedRun({ control: { seq: 5, state: after, haltedWaves: ['canary'] } }),
      events: [{ type: 'RunControlChanged', seq: 5, state: after, halted: 1, by: BO, reason: 'the database is slow' }],
      effects: [],
    });
  });

  it.each(['Running', 'Paused'] as const)('abort is followed while the run is %s, and its reason kept', (before) => {
    expect(controlPlanned(aPlannedRun(controlled(before)), aRequest('abort'), NIGHT).state).toEqual(
      aPlannedRun({ control: { seq: 5, state: 'Aborted', haltedWaves: ['canary'] }, abortReason: 'aborted by bo: the database is slow' }),
    );
  });

  it.each([
    ['pause', 'Paused', 'the run is paused already'],
    ['resume', 'Running', 'the run is not paused'],
    ['abort', 'Aborted', 'the run is being aborted'],
    ['resume', 'Aborted', 'the run is being aborted'],
  ] as const)('%s is refused while the run is %s: %s', (action, state, reason) => {
    const run = aPlannedRun(controlled(state));

    expect(controlPlanned(run, aRequest(action), NIGHT)).toEqual({
      state: run, events: [{ type: 'RunControlRefused', action, by: BO, reason }], effects: [],
    });
  });

  it('is refused when it comes too late', () => {
    expect(controlPlanned(aPlannedRun(), aRequest('pause', { notAfter: NIGHT - 1 }), NIGHT).events).toEqual([
      { type: 'RunControlRefused', action: 'pause', by: BO, reason: 'the request came too late; ask again' },
    ]);
  });
});

describe('a wish on a run without waves', () => {
  it('pauses a run that is being planned', () => {
    expect(controlUnplanned(aDiscoveringRun(), aRequest('pause'), NIGHT).state).toEqual(
      aDiscoveringRun({ control: { seq: 1, state: 'Paused', haltedWaves: [] } }),
    );
  });

  it.each([aDiscoveringRun(), aBuildingRun()])('ends it at once when it is to be aborted ($phase)', (run) => {
    const control = { seq: 1, state: 'Aborted', haltedWaves: [] } as const;

    expect(controlUnplanned(run, aRequest('abort'), NIGHT)).toEqual({
      state: anEndedRun({ control: { ...control, haltedWaves: [] }, status: 'Aborted', reason: 'aborted by bo: the database is slow' }),
      events: [
        { type: 'RunControlChanged', seq: 1, state: 'Aborted', halted: 0, by: BO, reason: 'the database is slow' },
        { type: 'RunCompleted' },
      ],
      effects: [],
    });
  });

  it('rejects a run that was not accepted yet', () => {
    expect(controlUnplanned(aResolvingRun(), aRequest('abort', { by: ANA }), NIGHT)).toEqual({
      state: aRejectedRun({ reasons: [`aborted by ${ANA.id}: the database is slow`] }),
      events: [
        { type: 'RunControlChanged', seq: 1, state: 'Aborted', halted: 0, by: ANA, reason: 'the database is slow' },
        { type: 'RunRejected' },
      ],
      effects: [],
    });
  });

  it.each([aRejectedRun(), anEndedRun()])('is refused when the run has ended ($phase)', (run) => {
    expect(controlUnplanned(run, aRequest('abort'), NIGHT)).toEqual({
      state: run, events: [{ type: 'RunControlRefused', action: 'abort', by: BO, reason: 'the run has ended' }], effects: [],
    });
  });
});
