import { approvalExpired } from '#shared/events/approval-expired.ts';
import { reportPublished } from '#shared/events/report-published.ts';
import { waveHalted } from '#shared/events/wave-halted.ts';
import { waveRejected } from '#shared/events/wave-rejected.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aControlRequest, aRunRequested, aWaveApproved, aWaveCompleted, due, KEY, message, plannerKit } from '../testing/planner-kit.fixture.ts';
import { aPolicy } from '../testing/requests.fixture.ts';
import { ANA, HOUR_MS, MINUTE_MS, RUN_ID } from '../testing/runs.fixture.ts';

const noCommands = { planned: 0, accepted: 0, throttled: 0 };
const oneCommand = { planned: 1, accepted: 1, throttled: 0 };

/** A kit with a planned run, and nothing yet on the bus. */
async function planned(policy = aPolicy()) {
  const kit = plannerKit();
  await kit.plan({ policy });
  const shown = kit.bus.facts().find(({ name }) => name === 'PlanCreated')?.data as { waves: { hash: string }[] };
  kit.bus.published.length = 0;
  return { ...kit, hashes: shown.waves.map(({ hash }) => hash) };
}

const wantsApproval = aPolicy({ approval: { required: true } });

describe('a run from its plan to its end', () => {
  it('runs its waves in order and reports sums that add up', async () => {
    const kit = await planned();

    await kit.control.onGroup(KEY, [aWaveCompleted('canary', 1)]);
    await kit.control.onGroup(KEY, [aWaveCompleted('main', 2), aWaveCompleted('main', 2)]);

    expect(kit.names()).toEqual(['WavePassed', 'WaveStarted', 'WavePassed', 'RunCompleted']);
    expect(kit.bus.facts().at(-1)?.data).toEqual({
      runId: RUN_ID, policyName: 'web', requestedBy: ANA, status: 'Completed', reason: '',
      planHash: expect.any(String) as string, manifestKey: expect.any(String) as string,
      waves: [
        { name: 'canary', status: 'Passed', planned: 1, outcomes: { Compliant: 1 }, commands: oneCommand, reason: '' },
        { name: 'main', status: 'Passed', planned: 2, outcomes: { Compliant: 2 }, commands: oneCommand, reason: '' },
      ],
      planned: 3, outcomes: { Compliant: 3 }, commands: { planned: 2, accepted: 2, throttled: 0 },
      startedAt: NIGHT, endedAt: NIGHT,
    });
  });

  it('says its end again until the report is there', async () => {
    const kit = await planned();
    await kit.control.onGroup(KEY, [aWaveCompleted('canary', 1), aWaveCompleted('main', 2)]);
    const ends = () => kit.names().filter((name) => name === 'RunCompleted').length;

    kit.clock.advanceMinutes(30);
    await kit.control.onGroup(KEY, [due()]);
    expect(ends()).toBe(2);

    await kit.control.onGroup(KEY, [message(reportPublished, { runId: RUN_ID, html: 'h', json: 'j', csv: 'c' })]);
    kit.clock.advanceMinutes(60);
    await kit.control.onGroup(KEY, [due()]);
    expect(ends()).toBe(2);
  });

  it('halts, and counts what never started as Skipped', async () => {
    const kit = await planned();

    await kit.control.onGroup(KEY, [
      message(waveHalted, { runId: RUN_ID, wave: 'canary', accountId: '111111111111', region: 'eu-west-1', errors: 2, errorsAllowed: 1, detail: '' }),
    ]);
    await kit.control.onGroup(KEY, [aWaveCompleted('canary', 1, 'Halted')]);

    const where = '111111111111 eu-west-1 had 2 errors, 1 are allowed';
    expect(kit.bus.facts()).toEqual([
      {
        name: 'RunControlChanged',
        data: {
          runId: RUN_ID, control: { seq: 1, state: 'Running', haltedWaves: ['canary'] },
          by: { kind: 'system', id: 'patchwave.planner' }, reason: `wave canary was halted: ${where}`,
        },
      },
      { name: 'RunCompleted', data: expect.objectContaining({
        status: 'Halted', reason: `wave canary was halted: ${where}`, planned: 3, outcomes: { Failed: 1, Skipped: 2 },
        waves: [
          { name: 'canary', status: 'Halted', planned: 1, outcomes: { Failed: 1 }, commands: oneCommand, reason: where },
          { name: 'main', status: 'Skipped', planned: 2, outcomes: { Skipped: 2 }, commands: noCommands, reason: 'Its wave never started, because a wave it depends on did not pass' },
        ],
      }) as unknown },
    ]);
  });

  it('says how long the pause between two waves is', async () => {
    const kit = await planned(aPolicy({ wavePauseSeconds: 900 }));

    await kit.control.onGroup(KEY, [aWaveCompleted('canary', 1)]);
    expect(kit.bus.facts().at(-1)).toEqual({
      name: 'WaveHeld',
      data: { runId: RUN_ID, wave: 'main', reason: 'Pausing', detail: 'the pause between two waves', until: NIGHT + 15 * MINUTE_MS },
    });

    kit.clock.advanceMinutes(15);
    await kit.control.onGroup(KEY, [due()]);
    expect(kit.names().at(-1)).toBe('WaveStarted');
  });
});

describe('an approval', () => {
  it('starts the wave of the hash that was shown', async () => {
    const kit = await planned(wantsApproval);

    await kit.control.onGroup(KEY, [aWaveApproved('canary', 'f'.repeat(64))]);
    await kit.control.onGroup(KEY, [aWaveApproved('canary', kit.hashes[0]!)]);

    expect(kit.bus.facts()).toMatchObject([{ name: 'WaveStarted', data: { wave: 'canary', approvedHash: kit.hashes[0], validUntil: NIGHT + HOUR_MS } }]);
  });

  it('that is refused ends the run where all waves depend on it', async () => {
    const kit = await planned(wantsApproval);

    await kit.control.onGroup(KEY, [message(waveRejected, { runId: RUN_ID, wave: 'canary', waveHash: kit.hashes[0]!, rejectedBy: ANA, reason: 'not tonight' })]);

    expect(kit.bus.facts()).toMatchObject([{
      name: 'RunCompleted',
      data: { status: 'Rejected', outcomes: { Skipped: 3 }, waves: [{ reason: `The approval was refused: ${ANA.id}: not tonight` }, { status: 'Skipped' }] },
    }]);
  });

  it('that nobody gives ends it as Expired', async () => {
    const kit = await planned(wantsApproval);

    await kit.control.onGroup(KEY, [message(approvalExpired, { runId: RUN_ID, wave: 'canary', waveHash: kit.hashes[0]! })]);

    expect(kit.bus.facts()).toMatchObject([{ name: 'RunCompleted', data: { status: 'Expired' } }]);
  });

  it('is asked for again while it is awaited', async () => {
    const kit = await planned(wantsApproval);
    kit.clock.advanceMinutes(30);

    await kit.control.onGroup(KEY, [due()]);

    expect(kit.names()).toEqual(['PlanCreated']);
  });
});

describe('a person', () => {
  it('pauses and resumes', async () => {
    const kit = await planned();

    await kit.control.onGroup(KEY, [aControlRequest('pause'), aWaveCompleted('canary', 1)]);
    await kit.control.onGroup(KEY, [aControlRequest('resume')]);

    expect(kit.names()).toEqual(['RunControlChanged', 'WavePassed', 'WaveHeld', 'RunControlChanged', 'WaveStarted']);
  });

  it('aborts: what is in flight is followed to its end', async () => {
    const kit = await planned();

    await kit.control.onGroup(KEY, [aControlRequest('abort')]);
    expect(kit.names()).toEqual(['RunControlChanged']);
    await kit.control.onGroup(KEY, [aWaveCompleted('canary', 1, 'Aborted')]);

    expect(kit.bus.facts().at(-1)).toMatchObject({
      name: 'RunCompleted', data: { status: 'Aborted', reason: `aborted by ${ANA.id}: wrong night`, outcomes: { Failed: 1, Skipped: 2 } },
    });
  });

  it('is told why when nothing can be done any more', async () => {
    const kit = await planned();
    await kit.control.onGroup(KEY, [aControlRequest('abort'), aWaveCompleted('canary', 1, 'Aborted')]);

    await kit.control.onGroup(KEY, [aControlRequest('pause'), aWaveCompleted('canary', 1), due()]);

    expect(kit.bus.facts().at(-1)).toEqual({
      name: 'RunControlRefused', data: { runId: RUN_ID, action: 'pause', requestedBy: ANA, reason: 'the run has ended' },
    });
  });

  it('is told when there is no such run', async () => {
    const kit = plannerKit();

    await kit.control.onGroup(KEY, [aControlRequest('abort'), aWaveCompleted('canary', 1), due()]);

    expect(kit.bus.facts()).toEqual([
      { name: 'RunControlRefused', data: { runId: RUN_ID, action: 'abort', requestedBy: ANA, reason: 'there is no such run, or it was not accepted yet' } },
    ]);
    expect(kit.table.items.size).toBe(0);
  });

  it('is told later when the bus does not take the answer', async () => {
    const kit = plannerKit();
    kit.effects.runs.bus.publish = () => Promise.resolve(new Set());

    await expect(kit.control.onGroup(KEY, [aControlRequest('abort')])).rejects.toThrow('the bus did not take it');
  });
});

describe('an alarm', () => {
  it('is passed on to planning where slow work is due, and the rest is taken in', async () => {
    const kit = plannerKit();
    kit.organization.failure = { kind: 'unavailable', code: 'TimeoutError', message: '' };
    await kit.planning.onGroup(KEY, [aRunRequested()]);

    await kit.control.onGroup(KEY, [due(), aControlRequest('pause')]);
    await kit.control.onGroup(KEY, [due()]);

    expect(kit.planningQueue.posted).toEqual([{ due: { key: KEY, dueAt: 0 }, delaySeconds: 0 }, { due: { key: KEY, dueAt: 0 }, delaySeconds: 0 }]);
    expect(kit.stateOf()).toMatchObject({ phase: 'resolving', attempts: 1, control: { state: 'Paused' } });
  });

  it('makes control ask for the missing targets itself', async () => {
    const kit = plannerKit();
    await kit.planning.onGroup(KEY, [aRunRequested()]);
    kit.clock.advanceMinutes(10);

    await kit.control.onGroup(KEY, [due()]);

    expect(kit.names()).toEqual(['RunAccepted', 'DiscoveryRequested', 'DiscoveryRequested']);
  });

  it('is looked for at each tick', async () => {
    const kit = await planned();
    kit.dueQueue.posted.length = 0;
    kit.clock.advanceMinutes(29);

    await kit.control.onTick();

    expect(kit.dueQueue.posted).toEqual([{ due: { key: KEY, dueAt: NIGHT + 30 * MINUTE_MS }, delaySeconds: 60 }]);
  });
});

describe('a plan that comes between two reads', () => {
  it('is read before the run is moved', async () => {
    const kit = plannerKit();
    await kit.planning.onGroup(KEY, [aRunRequested()]);
    const load = kit.effects.runs.items.load.bind(kit.effects.runs.items);
    let reads = 0;
    kit.effects.runs.items.load = async (key) => {
      reads += 1;
      const item = await load(key);
      if (reads === 1) await kit.plan();
      return item;
    };

    await kit.control.onGroup(KEY, [aControlRequest('pause')]);

    expect(kit.names().slice(-1)).toEqual(['RunControlChanged']);
    expect(kit.stateOf()).toMatchObject({ phase: 'planned', control: { state: 'Paused' } });
  });
});
