import { manifest, slice, wavePlan, type Slice } from '#shared/domain/plan.ts';
import { waveHalted } from '#shared/events/wave-halted.ts';
import { waveProgressed } from '#shared/events/wave-progressed.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aRunRequested, aWaveCompleted, due, KEY, message, plannerKit } from '../testing/planner-kit.fixture.ts';
import { aPolicy } from '../testing/requests.fixture.ts';
import { HOUR_MS, MINUTE_MS, RUN_ID } from '../testing/runs.fixture.ts';

async function planned(over: Record<string, unknown>) {
  const kit = plannerKit();
  await kit.plan({ policy: aPolicy(over) });
  return kit;
}

type Kit = Awaited<ReturnType<typeof planned>>;

function heldIn(kit: Kit, wave: string) {
  return kit.bus.facts().flatMap(({ name, data }) => (name === 'WaveHeld' && (data as { wave: string }).wave === wave ? data : [])).at(-1);
}

function read<Value>(kit: Kit, key: string, parser: { parse(value: unknown): Value }): Value {
  return parser.parse(JSON.parse(kit.objects.bodies.get(key) ?? ''));
}

/** The plan's waves with their targets and slices. */
function planIn(kit: Kit) {
  const state = kit.stateOf();
  if (state?.phase !== 'planned') throw new Error('expected a planned run');
  const { waves, notPlanned } = read(kit, state.plan.manifestKey, manifest);
  const targets = waves.map(({ waveKey }) => read(kit, waveKey, wavePlan).targets);
  return { targets, notPlanned, slices: targets.map((list) => list.map(({ sliceKey }): Slice => read(kit, sliceKey, slice))) };
}

/** The kit's night is a Tuesday, 02:00 UTC. */
const tuesdays = { cron: '0 2 ? * TUE *', timeZone: 'UTC', lengthMinutes: 120 };

describe('a wave with rules', () => {
  it('is started with its bounds and the end of its window', async () => {
    const rules = { maxInstancesInFlight: '10%', maxErrorsInWave: 0, windows: [tuesdays] };
    const kit = await planned({ waves: [{ name: 'canary', tags: { Wave: ['canary'] }, ...rules }] });

    expect(kit.bus.facts().at(-1)).toMatchObject({
      name: 'WaveStarted', data: { maxInstancesInFlight: { percent: 10 }, maxErrorsInWave: { number: 0 }, windowEndsAt: NIGHT + 120 * MINUTE_MS },
    });
  });

  it.each([
    [
      'its window is closed', { windows: [{ ...tuesdays, cron: '0 4 ? * TUE *' }] },
      { reason: 'WindowClosed', detail: 'its window is closed', until: NIGHT + 2 * HOUR_MS },
    ],
    [
      'all is frozen', { freezes: [{ from: '2026-03-10T00:00:00Z', until: '2026-03-10T06:00:00Z', reason: 'year end' }] },
      { reason: 'Frozen', detail: 'nothing may change now: year end', until: NIGHT + 4 * HOUR_MS },
    ],
  ])('is held while %s', async (_, over, held) => {
    expect(heldIn(await planned(over), 'canary')).toEqual({ runId: RUN_ID, wave: 'canary', ...held });
  });

  it('is held for good where its window does not open again in time', async () => {
    const kit = await planned({ windows: [tuesdays], waves: [{ name: 'canary', tags: { Wave: ['canary'] } }, { name: 'main', tags: { Wave: ['main'] }, dependsOn: ['canary'] }] });
    kit.clock.advanceMinutes(180);

    await kit.control.onGroup(KEY, [aWaveCompleted('canary', 1)]);

    expect(heldIn(kit, 'main')).toEqual({
      runId: RUN_ID, wave: 'main', reason: 'WindowClosed', detail: 'its window is closed and does not open again before the end of the run',
    });
  });

  it('waits for its turn', async () => {
    const waves = [{ name: 'canary', tags: { Wave: ['canary'] } }, { name: 'main', tags: { Wave: ['main'] }, priority: 1 }];

    expect(heldIn(await planned({ waves, maxWavesAtOnce: 1 }), 'canary')).toEqual({
      runId: RUN_ID, wave: 'canary', reason: 'AwaitingTurn', detail: '1 waves may run at once, and as many do',
    });
  });

  it('was halted as a whole, and that is said', async () => {
    const kit = await planned({});
    const data = { runId: RUN_ID, wave: 'canary', accountId: '111111111111', region: 'eu-west-1', errors: 3, errorsAllowed: 2, detail: '' };

    await kit.control.onGroup(KEY, [message(waveHalted, { ...data, scope: 'wave' })]);

    expect(kit.bus.facts().at(-1)).toMatchObject({ data: { reason: 'wave canary was halted: the wave as a whole had 3 errors, 2 are allowed' } });
  });
});

describe('the errors of a run', () => {
  it('halt it when they are more than all waves together may have', async () => {
    const kit = await planned({ maxErrorsInRun: 0 });

    await kit.control.onGroup(KEY, [message(waveProgressed, { runId: RUN_ID, wave: 'canary', step: 1, planned: 1, errors: 1 })]);

    expect(kit.bus.facts().at(-1)).toMatchObject({
      name: 'RunControlChanged',
      data: { control: { seq: 1, haltedWaves: ['canary', 'main'] }, reason: '1 errors in all waves together, 0 are allowed (maxErrorsInRun 0 of 3 instances)' },
    });
  });
});

describe('a plan', () => {
  it('gives a wave its percentage, and the rest to the next', async () => {
    const kit = await planned({ waves: [{ name: 'canary', percent: 30 }, { name: 'main', dependsOn: ['canary'] }] });

    const [canary = [], main = []] = planIn(kit).slices.map((wave) => wave.flatMap(({ instances }) => instances.map(({ id }) => id)));
    expect([canary.length, main.length]).toEqual([1, 2]);
    expect([...canary, ...main].sort()).toEqual(['a', 'b', 'c'].map((digit) => `i-0000000000000000${digit}`));
  });

  it('lists whom only a percentage meant and did not take', async () => {
    const kit = await planned({ waves: [{ name: 'canary', percent: 30 }] });

    const excluded = planIn(kit).notPlanned.filter(({ reason }) => reason === 'Excluded');
    expect(excluded.reduce((sum, { instances }) => sum + instances, 0)).toBe(2);
    expect(new Set(excluded.map(({ detail }) => detail))).toEqual(new Set(['not in the percentage that is taken by: canary; no other wave means it']));
  });

  it('counts nobody in targets that never answered', async () => {
    const kit = plannerKit();
    await kit.planning.onGroup(KEY, [aRunRequested({ policy: aPolicy({ waves: [{ name: 'canary', percent: 30 }] }) })]);
    for (let ask = 1; ask <= 6; ask += 1) {
      kit.clock.advanceMinutes(10);
      await kit.planning.onGroup(KEY, [due()]);
    }

    expect(kit.bus.facts().at(-1)).toMatchObject({ name: 'RunCompleted', data: { status: 'Rejected', reason: expect.stringContaining('2 targets could not be reached') as string } });
  });

  it('names the groups that its budgets make, and lends what every target cannot have', async () => {
    const kit = await planned({ budgets: [{ groupBy: 'tag:Wave', maxUnavailable: 1 }, { groupBy: 'zone', maxUnavailable: '50%', oneZoneAtATime: true }] });

    const { slices, targets } = planIn(kit);
    const zone = (accountId: string) => `zone:${accountId}/eu-west-1/eu-west-1a`;
    const inside = { lent: false, oneZoneAtATime: false, members: [0] };
    expect(slices.map((wave) => wave.map(({ groups }) => groups))).toEqual([
      [[{ name: 'tag:Wave=canary', limit: 1, ...inside }, { name: zone('111111111111'), limit: 1, ...inside, lent: true, oneZoneAtATime: true }]],
      [
        [{ name: 'tag:Wave=main', limit: 1, ...inside, lent: true }, { name: zone('111111111111'), limit: 1, ...inside, lent: true, oneZoneAtATime: true }],
        [{ name: 'tag:Wave=main', limit: 1, ...inside, lent: true }, { name: zone('222222222222'), limit: 1, ...inside, oneZoneAtATime: true }],
      ],
    ]);
    expect(targets[1]?.map(({ lent }) => lent)).toEqual([
      [{ name: 'tag:Wave=main', limit: 1, members: 1 }, { name: zone('111111111111'), limit: 1, members: 1 }],
      [{ name: 'tag:Wave=main', limit: 1, members: 1 }],
    ]);
  });

  it('carries what must hold at each send', async () => {
    const kit = await planned({ calendars: ['ChangeFreeze'] });

    expect(planIn(kit).slices.flat().map(({ guards }) => guards.calendars)).toEqual([['ChangeFreeze'], ['ChangeFreeze'], ['ChangeFreeze']]);
  });

  it('that contradicts its policy ends the run, naming both', async () => {
    const kit = await planned({ waves: [{ name: 'canary', maxInstancesInFlight: 50 }] });

    expect(kit.bus.facts().at(-1)).toMatchObject({ name: 'RunCompleted', data: { status: 'Rejected', waves: [], planned: 0 } });
    expect(kit.stateOf()).toMatchObject({ phase: 'ended', reason: expect.stringMatching(/waves\[0\]\.maxInstancesInFlight.*targets and waves/) as string });
  });
});
