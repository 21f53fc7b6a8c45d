import type { NotPlanned, PlannedTarget } from '#shared/domain/plan.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aBuildingRun, aDefinition, anEndedRun, aPlannedRun, aWave, HOUR_MS, MINUTE_MS, RUN_ID } from '../../testing/runs.fixture.ts';
import { manifestOf } from './manifest-of.ts';
import { planBuilt } from './plan-built.ts';
import { planFactsOf } from './plan-facts.ts';
import { wavePartOf } from './wave-part.ts';

function aTarget(over: Partial<PlannedTarget> = {}): PlannedTarget {
  return { ordinal: 0, accountId: '111111111111', region: 'eu-west-1', sliceKey: 'runs/x', sliceSha256: 'e'.repeat(64), instances: 10, ...over };
}

function built(definition = aDefinition(), targets: readonly PlannedTarget[] = [aTarget()], notPlanned: readonly NotPlanned[] = []) {
  const manifest = manifestOf(aBuildingRun(), { definition, waves: definition.waves.map((wave) => wavePartOf(RUN_ID, wave, targets).entry), notPlanned });
  return { manifest, manifestKey: 'runs/manifest.json', definition, problems: [] as readonly Problem[], accountsByWave: definition.waves.map(() => 10) };
}

const waiting = { status: 'AwaitingApproval', validUntil: 0, held: 'AwaitingApproval' } as const;

describe("a wave's part of the plan", () => {
  it('counts targets and instances', () => {
    const { entry, wavePlan } = wavePartOf(RUN_ID, aWave('canary'), [aTarget(), aTarget({ ordinal: 1, instances: 5 })]);

    expect(entry).toMatchObject({ name: 'canary', hash: wavePlan.waveHash, targets: 2, instances: 15 });
  });

  it.each([
    ['another instance', aWave('canary'), [aTarget({ sliceSha256: 'f'.repeat(64) })]],
    ['another option', aWave('canary', { maxConcurrency: { percent: 50 } }), [aTarget()]],
    ['another name', aWave('main'), [aTarget()]],
    ['another bound in flight', aWave('canary', { maxInstancesInFlight: { number: 5 } }), [aTarget()]],
    ['another bound of errors', aWave('canary', { maxErrorsInWave: { number: 5 } }), [aTarget()]],
  ])('has another hash with %s', (_, wave, targets) => {
    const { hash } = wavePartOf(RUN_ID, aWave('canary'), [aTarget()]).entry;

    expect(wavePartOf(RUN_ID, wave, targets).entry.hash).not.toBe(hash);
  });

  it('keeps its hash where only its turn changes', () => {
    const { hash } = wavePartOf(RUN_ID, aWave('canary'), [aTarget()]).entry;

    expect(wavePartOf(RUN_ID, aWave('canary', { priority: 7 }), [aTarget()]).entry).toMatchObject({ hash, priority: 7 });
  });

  it('names its dependencies by ordinal once it is planned', () => {
    expect(planFactsOf(built().manifest).waves.map(({ dependsOn }) => dependsOn)).toEqual([[], [0]]);
  });

  it('stands beside the bound of errors of the run', () => {
    const maxErrorsInRun = { number: 7 };

    expect(planFactsOf(built(aDefinition({ maxErrorsInRun })).manifest)).toMatchObject({ maxErrorsInRun });
  });
});

describe('a plan that was built', () => {
  it('is shown, and waits for approvals', () => {
    const plan = built();

    expect(planBuilt(aBuildingRun(), plan, NIGHT)).toEqual({
      state: aPlannedRun({ plan: { planHash: plan.manifest.planHash, manifestKey: plan.manifestKey }, waves: [waiting, waiting] }),
      events: [
        { type: 'PlanCreated', expiresAt: NIGHT + 24 * HOUR_MS, validUntil: NIGHT + 48 * HOUR_MS },
        { type: 'WaveHeld', wave: 0, reason: 'AwaitingApproval' },
        { type: 'WaveHeld', wave: 1, reason: 'AwaitingApproval' },
      ],
      effects: [],
    });
  });

  it('starts at once where no approval is required, with permission until the end of the run', () => {
    const definition = aDefinition();
    const plan = built({ ...definition, approval: { ...definition.approval, required: false } });

    expect(planBuilt(aBuildingRun(), plan, NIGHT).state).toMatchObject({
      waves: [
        { status: 'Running', validUntil: NIGHT + 72 * HOUR_MS, askAt: NIGHT + 30 * MINUTE_MS },
        { status: 'Pending', validUntil: NIGHT + 72 * HOUR_MS, held: 'AwaitingDependency' },
      ],
    });
  });

  it('asks for no approval beyond the end of the run', () => {
    const endsBefore = NIGHT + HOUR_MS;

    expect(planBuilt(aBuildingRun({ endsBefore }), built(), NIGHT).state).toMatchObject({ approval: { expiresAt: endsBefore, validUntil: endsBefore } });
  });

  it('ends the run as rejected where it found nothing to patch', () => {
    const plan = built(aDefinition(), []);

    expect(planBuilt(aBuildingRun(), plan, NIGHT)).toEqual({
      state: anEndedRun({
        status: 'Rejected',
        reason: 'selects no instance: no managed and running instance matches any wave. Check tags, platforms and regions.',
        plan: { planHash: plan.manifest.planHash, manifestKey: plan.manifestKey },
        waves: [{ status: 'Skipped', why: 'NothingSelected' }, { status: 'Skipped', why: 'NothingSelected' }],
      }),
      events: [{ type: 'RunCompleted' }],
      effects: [],
    });
  });

  it('ends the run as rejected where it cannot be followed, naming what contradicts what', () => {
    const definition = aDefinition({ waves: [aWave('canary', { maxInstancesInFlight: { number: 11 } })] });

    expect(planBuilt(aBuildingRun(), built(definition), NIGHT)).toEqual({
      state: anEndedRun({
        status: 'Rejected',
        reason: 'waves[0].maxInstancesInFlight: found 11, expected at most 10, the number of instances that targets and waves come to. Lower it, or give a percentage: that follows the fleet.',
      }),
      events: [{ type: 'RunCompleted' }],
      effects: [],
    });
  });

  it('counts the problems that have no room in the reason', () => {
    const problem = { field: 'waves[0]', found: 'x'.repeat(300), expected: 'less' };

    const { state } = planBuilt(aBuildingRun(), { ...built(), problems: [problem, problem, problem] }, NIGHT);
    expect(state).toMatchObject({ status: 'Rejected', reason: `waves[0]: found ${'x'.repeat(264)} And 2 more.` });
  });

  it('says what stood in the way where it found nothing to patch', () => {
    const place = { accountId: '111111111111', region: 'eu-west-1' };
    const plan = built(aDefinition(), [], [
      { reason: 'Stopped', ...place, instances: 3, instanceIds: [] },
      { reason: 'TargetUnreachable', ...place, instances: 0, instanceIds: [] },
    ]);

    expect(planBuilt(aBuildingRun(), plan, NIGHT).state).toMatchObject({
      reason: 'selects no instance: 3 matching instances are unmanaged, stopped or excluded, and 1 targets could not be reached. See notPlanned in the report.',
    });
  });
});
