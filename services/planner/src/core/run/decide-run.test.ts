import { NIGHT } from '#shared/testing/test-aggregate.ts';
import { without } from '#shared/testing/without.ts';

import { aBuildingRun, aDiscoveringRun, anEndedRun, aPlan, aPlannedRun, aRejectedRun, aResolvingRun, HOUR_MS, MINUTE_MS, PLAN, RUN_ID } from '../../testing/runs.fixture.ts';
import { DISCOVERY_ASKS_MAX } from '../scope/discovery-due.ts';
import { decideRunWith } from './decide-run.ts';
import { foldIncoming } from './fold-incoming.ts';
import type { Incoming } from './incoming.ts';
import { needsPlanning } from './needs-planning.ts';

const due: Incoming = { kind: 'Due' };
const decide = decideRunWith(undefined);

describe('discovery', () => {
  it('notes a chunk and waits for the others', () => {
    expect(decide(aDiscoveringRun(), { kind: 'ChunkDiscovered', chunk: 1 }, NIGHT)).toEqual({
      state: aDiscoveringRun({ answered: '2' }), events: [], effects: [],
    });
  });

  it.each([['repeated', 1], ['unknown', 2]])('ignores a chunk that is %s', (_, chunk) => {
    expect(decide(aDiscoveringRun({ answered: '2' }), { kind: 'ChunkDiscovered', chunk }, NIGHT)).toBeUndefined();
  });

  it('claims the plan with the last chunk', () => {
    expect(decide(aDiscoveringRun({ answered: '2' }), { kind: 'ChunkDiscovered', chunk: 0 }, NIGHT)).toEqual({
      state: aBuildingRun(), events: [], effects: ['BuildPlan'],
    });
  });

  it('asks again for what is missing', () => {
    expect(decide(aDiscoveringRun({ answered: '2' }), due, NIGHT + 10 * MINUTE_MS)).toEqual({
      state: aDiscoveringRun({ answered: '2', asks: 2, askAt: NIGHT + 20 * MINUTE_MS }),
      events: [{ type: 'DiscoveryRequested', except: '2' }],
      effects: [],
    });
  });

  it('goes on without what never answered', () => {
    expect(decide(aDiscoveringRun({ answered: '2', asks: DISCOVERY_ASKS_MAX, askAt: NIGHT }), due, NIGHT)).toEqual({
      state: aBuildingRun({ answered: '2' }), events: [], effects: ['BuildPlan'],
    });
  });

  it('asks nobody before its time', () => {
    expect(decide(aDiscoveringRun(), due, NIGHT)).toBeUndefined();
  });

  it("ends with the run's time", () => {
    expect(decide(aDiscoveringRun({ endsBefore: NIGHT }), due, NIGHT)).toEqual({
      state: anEndedRun({ endsBefore: NIGHT, status: 'Failed', reason: "the run's time was up before its targets were known" }),
      events: [{ type: 'RunCompleted' }],
      effects: [],
    });
  });
});

describe('a plan that is being built', () => {
  it('is built once more when the claim has run out', () => {
    expect(decide(aBuildingRun(), due, NIGHT + 2 * MINUTE_MS)).toEqual({
      state: aBuildingRun({ retryAt: NIGHT + 4 * MINUTE_MS }), events: [], effects: ['BuildPlan'],
    });
  });

  it('is left to whoever claimed it', () => {
    expect(decide(aBuildingRun(), due, NIGHT)).toBeUndefined();
  });

  it("is given up when the run's time is up", () => {
    expect(decide(aBuildingRun({ endsBefore: NIGHT }), due, NIGHT)?.state).toEqual(
      anEndedRun({ endsBefore: NIGHT, status: 'Failed', reason: "the run's time was up before its plan could be made" }),
    );
  });
});

describe('a run that has ended', () => {
  const waiting = anEndedRun({ plan: PLAN });

  it('waits no more when its report is there', () => {
    expect(decide(waiting, { kind: 'ReportPublished' }, NIGHT)?.state).not.toHaveProperty('reportAwaited');
  });

  it('says its end again when it is due', () => {
    expect(decide(waiting, due, NIGHT + HOUR_MS)?.events).toEqual([{ type: 'RunCompleted' }]);
  });
});

describe('what does not concern a run', () => {
  it.each([
    ['a report', aDiscoveringRun(), { kind: 'ReportPublished' }],
    ['a report that is there already', without(anEndedRun(), 'reportAwaited'), { kind: 'ReportPublished' }],
    ['an alarm', aRejectedRun(), due],
    ['an alarm', anEndedRun(), due],
    ['a chunk', aBuildingRun(), { kind: 'ChunkDiscovered', chunk: 0 }],
    ['an approval', aDiscoveringRun(), { kind: 'ApprovalExpired', wave: 'canary', waveHash: 'c' }],
    ['an alarm without its plan', aPlannedRun(), due],
  ] as const)('%s changes nothing', (_, run, incoming) => {
    expect(decide(run, incoming, NIGHT)).toBeUndefined();
  });

  it('a chunk that comes after the plan changes nothing', () => {
    const waiting = { status: 'AwaitingApproval', validUntil: 0, held: 'AwaitingApproval' } as const;

    expect(decideRunWith(aPlan())(aPlannedRun({ waves: [waiting, waiting] }), { kind: 'ChunkDiscovered', chunk: 0 }, NIGHT)).toBeUndefined();
  });
});

describe('a batch', () => {
  const fold = (incoming: readonly Incoming[]) => foldIncoming(decideRunWith(aPlan()), incoming);
  const waiting = { status: 'AwaitingApproval', validUntil: 0, held: 'AwaitingApproval' } as const;
  const pause: Incoming = { kind: 'ControlRequested', action: 'pause', by: { kind: 'cli', id: 'ana' }, reason: '', notAfter: NIGHT };
  const approval: Incoming = { kind: 'WaveApproved', wave: 'canary', waveHash: 'c'.repeat(64), validUntil: NIGHT + HOUR_MS };

  it('is taken in whole, in its order', () => {
    const decision = fold([pause, due, approval])(aPlannedRun({ waves: [waiting, waiting] }), NIGHT);

    expect(decision?.events).toEqual([
      { type: 'RunControlChanged', seq: 1, state: 'Paused', halted: 0, by: { kind: 'cli', id: 'ana' }, reason: '' },
      { type: 'WaveHeld', wave: 0, reason: 'Paused' },
    ]);
    expect(decision?.state).toMatchObject({ runId: RUN_ID, waves: [{ status: 'Waiting', validUntil: NIGHT + HOUR_MS }, waiting] });
  });

  it('does not make a run', () => {
    expect(fold([due])(undefined, NIGHT)).toBeUndefined();
  });
});

describe('what only the planning function does', () => {
  it.each([
    [true, aResolvingRun()],
    [true, aBuildingRun()],
    [true, aDiscoveringRun({ asks: DISCOVERY_ASKS_MAX })],
    [false, aDiscoveringRun()],
    [false, aPlannedRun()],
    [false, aRejectedRun()],
    [false, anEndedRun()],
  ])('%s for $phase', (expected, run) => {
    expect(needsPlanning(run)).toBe(expected);
  });
});
