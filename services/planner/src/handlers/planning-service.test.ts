import { planPartKeyOf } from '#shared/domain/run-objects.ts';
import { manifest, slice, wavePlan, type Manifest } from '#shared/domain/plan.ts';
import { sha256Of } from '#shared/domain/hash.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aControlRequest, aRunRequested, due, KEY, message, plannerKit, theTargetsDiscovered } from '../testing/planner-kit.fixture.ts';
import { aPolicy } from '../testing/requests.fixture.ts';
import { ANA, HOUR_MS, MINUTE_MS, RUN_ID } from '../testing/runs.fixture.ts';
import { runRequested } from '#shared/events/run-requested.ts';

const OTHER_RUN = '99999999-2222-4333-8444-555555555555';

function otherRequest() {
  return message(runRequested, { runId: OTHER_RUN, requestedBy: ANA, notAfter: NIGHT + 2 * HOUR_MS, policy: aPolicy() });
}

function manifestIn(kit: ReturnType<typeof plannerKit>): Manifest {
  const state = kit.stateOf();
  if (state?.phase !== 'planned') throw new Error('expected a planned run');
  return manifest.parse(JSON.parse(kit.objects.bodies.get(state.plan.manifestKey) ?? ''));
}

describe('a request', () => {
  it('is accepted, and its targets are asked for', async () => {
    const kit = plannerKit();

    await kit.planning.onGroup(KEY, [aRunRequested(), aRunRequested()]);

    const endsBefore = NIGHT + 72 * HOUR_MS;
    expect(kit.bus.facts()).toEqual([
      { name: 'RunAccepted', data: { runId: RUN_ID, policyName: 'web', requestedBy: ANA, waves: ['canary', 'main'], endsBefore } },
      {
        name: 'DiscoveryRequested',
        data: {
          runId: RUN_ID, chunk: 0, notAfter: endsBefore,
          targets: [{ accountId: '111111111111', region: 'eu-west-1' }, { accountId: '222222222222', region: 'eu-west-1' }],
        },
      },
    ]);
  });

  it('is refused with what is wrong in it', async () => {
    const kit = plannerKit();

    await kit.planning.onGroup(KEY, [aRunRequested({ policy: aPolicy({ waves: [] }) })]);

    expect(kit.bus.facts()).toEqual([
      { name: 'RunRejected', data: { runId: RUN_ID, policyName: 'web', requestedBy: ANA, reasons: [expect.stringContaining('waves')] } },
    ]);
  });

  it('is refused where it names an account that the organization does not have', async () => {
    const kit = plannerKit();

    await kit.planning.onGroup(KEY, [aRunRequested({ policy: aPolicy({ targets: { accounts: ['333333333333'], regions: ['eu-west-1'] } }) })]);

    expect(kit.stateOf()).toMatchObject({ phase: 'rejected', reasons: [expect.stringContaining('333333333333'), expect.stringContaining('333333333333')] });
  });

  it('may name an organizational unit', async () => {
    const kit = plannerKit();

    await kit.planning.onGroup(KEY, [aRunRequested({ policy: aPolicy({ targets: { organizationalUnits: ['ou-pw01-prod0001'], regions: ['eu-west-1'] } }) })]);

    expect(kit.stateOf()).toMatchObject({ phase: 'discovering', chunks: 1 });
  });

  it('may lie in the run bucket', async () => {
    const kit = plannerKit();
    await kit.objects.putOnce('runs/request.json', aPolicy());

    const request = { runId: RUN_ID, requestedBy: ANA, notAfter: NIGHT, definitionKey: 'runs/request.json', definitionSha256: sha256Of(aPolicy()) };
    await kit.planning.onGroup(KEY, [message(runRequested, request)]);

    expect(kit.stateOf()).toMatchObject({ phase: 'discovering', policyName: 'web' });
  });

  it('is refused past its time and does not take the policy', async () => {
    const kit = plannerKit();

    await kit.planning.onGroup(KEY, [aRunRequested({ notAfter: NIGHT - 1 })]);

    expect([...kit.table.items.keys()]).toEqual([KEY]);
    expect(kit.stateOf()).toMatchObject({ phase: 'rejected' });
  });

  it('is answered again when it is repeated, from what was written first', async () => {
    const kit = plannerKit();
    await kit.planning.onGroup(KEY, [aRunRequested()]);

    await kit.planning.onGroup(KEY, [aRunRequested({ policy: aPolicy({ name: 'other' }) })]);

    expect(kit.names()).toEqual(['RunAccepted', 'DiscoveryRequested', 'RunAccepted']);
  });

  it('is opened once where two copies are handled at the same time', async () => {
    const kit = plannerKit();
    const load = kit.effects.runs.items.load.bind(kit.effects.runs.items);
    let reads = 0;
    kit.effects.runs.items.load = async (key) => {
      reads += 1;
      const item = await load(key);
      if (reads === 1) await kit.planning.onGroup(KEY, [aRunRequested()]);
      return item;
    };

    await kit.planning.onGroup(KEY, [aRunRequested()]);

    expect(kit.names()).toEqual(['RunAccepted', 'DiscoveryRequested', 'RunAccepted']);
  });

  it('goes on where it was cut off after the policy was taken', async () => {
    const whole = plannerKit();
    await whole.planning.onGroup(KEY, [aRunRequested()]);
    const kit = plannerKit();
    for (const [key, item] of whole.table.items) if (key !== KEY) kit.table.items.set(key, item);
    for (const [key, body] of whole.objects.bodies) kit.objects.bodies.set(key, body);

    await kit.planning.onGroup(KEY, [aRunRequested()]);

    expect(kit.bus.facts()).toEqual(whole.bus.facts());
  });
});

describe('the policy of a run', () => {
  it('is refused to a second run while the first one lives', async () => {
    const kit = plannerKit();
    await kit.planning.onGroup(KEY, [aRunRequested()]);

    await kit.planning.onGroup(`RUN#${OTHER_RUN}`, [otherRequest()]);

    expect(kit.stateOf(OTHER_RUN)).toMatchObject({
      phase: 'rejected', reasons: [`policy web has an active run ${RUN_ID}, started 2026-03-10T02:00:00.000Z; wait for it or abort it.`],
    });
  });

  it('is free when the first run has ended', async () => {
    const kit = plannerKit();
    await kit.planning.onGroup(KEY, [aRunRequested()]);
    await kit.control.onGroup(KEY, [aControlRequest('abort')]);

    await kit.planning.onGroup(`RUN#${OTHER_RUN}`, [otherRequest()]);

    expect(kit.stateOf(OTHER_RUN)).toMatchObject({ phase: 'discovering' });
  });

  it('is free when the first run never came into being', async () => {
    const kit = plannerKit();
    await kit.planning.onGroup(KEY, [aRunRequested()]);
    kit.table.items.delete(KEY);
    kit.clock.advanceMinutes(66);

    await kit.planning.onGroup(`RUN#${OTHER_RUN}`, [otherRequest()]);

    expect(kit.stateOf(OTHER_RUN)).toMatchObject({ phase: 'discovering' });
  });
});

describe('AWS Organizations', () => {
  const failure = { kind: 'throttled', code: 'TooManyRequestsException', message: 'slow down' } as const;

  it.each([{ accounts: ['111111111111'] }, { organizationalUnits: ['ou-pw01-prod0001'] }])('is asked again when it fails: %j', async (scope) => {
    const kit = plannerKit();
    kit.organization.failure = failure;
    await kit.planning.onGroup(KEY, [aRunRequested({ policy: aPolicy({ targets: { ...scope, regions: ['eu-west-1'] } }) })]);
    expect(kit.stateOf()).toMatchObject({ phase: 'resolving', attempts: 1, retryAt: NIGHT + 15_000 });

    kit.organization.failure = undefined;
    kit.clock.advanceMinutes(1);
    await kit.planning.onGroup(KEY, [due()]);

    expect(kit.names()).toEqual(['RunAccepted', 'DiscoveryRequested']);
  });

  it.each([undefined, failure])('is heard no more once the run was aborted meanwhile (%s)', async (failed) => {
    const kit = plannerKit();
    const { organization } = kit;
    kit.effects.organization.accounts = async () => {
      await kit.control.onGroup(KEY, [aControlRequest('abort')]);
      return failed === undefined ? { ok: true, value: organization.members.map(({ id }) => id) } : { ok: false, failure: failed };
    };

    await kit.planning.onGroup(KEY, [aRunRequested()]);

    expect(kit.names()).toEqual(['RunControlChanged', 'RunRejected']);
  });
});

describe('the plan', () => {
  it('is shown and begins', async () => {
    const kit = plannerKit();

    await kit.plan();

    const { planHash, waves } = manifestIn(kit);
    const [canary, main] = waves;
    const endsBefore = NIGHT + 72 * HOUR_MS;
    expect(kit.bus.facts().slice(2)).toEqual([
      {
        name: 'PlanCreated',
        data: {
          runId: RUN_ID, policyName: 'web', requestedBy: ANA, planHash, manifestKey: expect.any(String) as string, planned: 3,
          waves: [{ name: 'canary', hash: canary?.hash, targets: 1, instances: 1 }, { name: 'main', hash: main?.hash, targets: 2, instances: 2 }],
          approval: { required: false, quorum: 1, approvers: [], expiresAt: NIGHT + 24 * HOUR_MS, validUntil: endsBefore },
        },
      },
      {
        name: 'WaveStarted',
        data: {
          runId: RUN_ID, wave: 'canary', runStartedAt: NIGHT, waveHash: canary?.hash, approvedHash: canary?.hash, waveKey: canary?.waveKey, targets: 1, instances: 1,
          options: canary?.options, maxConcurrency: { percent: 10 }, maxErrors: { number: 1 }, maxConcurrentAccounts: 2,
          control: { seq: 0, state: 'Running', haltedWaves: [] }, validUntil: endsBefore, notAfter: endsBefore,
        },
      },
      { name: 'WaveHeld', data: { runId: RUN_ID, wave: 'main', reason: 'AwaitingDependency', detail: 'it starts when these waves have passed: canary' } },
    ]);
  });

  it('names every slice by its hash, and lists what is not planned', async () => {
    const kit = plannerKit();

    await kit.plan();

    const { waves, notPlanned } = manifestIn(kit);
    const main = wavePlan.parse(JSON.parse(kit.objects.bodies.get(waves[1]?.waveKey ?? '') ?? ''));
    expect(main.targets.map(({ ordinal, accountId, instances }) => [ordinal, accountId, instances])).toEqual([[0, '111111111111', 1], [1, '222222222222', 1]]);
    const [first] = main.targets;
    const body: unknown = JSON.parse(kit.objects.bodies.get(first?.sliceKey ?? '') ?? '');
    expect(slice.parse(body).instances).toEqual([{ id: 'i-0000000000000000b', platform: 'Linux', zone: 'eu-west-1a' }]);
    expect(first?.sliceKey).toBe(planPartKeyOf(RUN_ID, sha256Of(body)));
    expect(notPlanned).toEqual([{ reason: 'Stopped', accountId: '111111111111', region: 'eu-west-1', instances: 1, instanceIds: ['i-0000000000000000d'] }]);
  });

  it('is the same when a lost attempt is repeated', async () => {
    const kit = plannerKit();
    await kit.planning.onGroup(KEY, [aRunRequested()]);
    await expect(kit.planning.onGroup(KEY, [theTargetsDiscovered()])).rejects.toThrow('inventory/0.json');
    expect(kit.stateOf()).toMatchObject({ phase: 'building' });

    kit.clock.advanceMinutes(2);
    await kit.objects.putOnce(`runs/${RUN_ID}/inventory/0.json`, { runId: RUN_ID, chunk: 0, targets: [] });
    await kit.planning.onGroup(KEY, [due()]);

    expect(kit.stateOf()).toMatchObject({ phase: 'ended', status: 'Rejected' });
  });

  it('names the targets that never answered, and ends where nothing else is left', async () => {
    const kit = plannerKit();
    await kit.planning.onGroup(KEY, [aRunRequested()]);
    for (let ask = 1; ask <= 6; ask += 1) {
      kit.clock.advanceMinutes(10);
      await kit.planning.onGroup(KEY, [due()]);
    }

    const completed = kit.bus.facts().at(-1);
    expect(kit.names()).toEqual(['RunAccepted', ...Array.from({ length: 6 }, () => 'DiscoveryRequested'), 'RunCompleted']);
    expect(completed?.data).toMatchObject({
      status: 'Rejected', planned: 0, outcomes: {}, endedAt: NIGHT + 60 * MINUTE_MS,
      reason: 'selects no instance: 0 matching instances are unmanaged, stopped or excluded, and 2 targets could not be reached. See notPlanned in the report.',
      waves: [
        { name: 'canary', status: 'Skipped', planned: 0, outcomes: {}, commands: { planned: 0, accepted: 0, throttled: 0 }, reason: 'It selects no instance' },
        { name: 'main', status: 'Skipped', planned: 0, outcomes: {}, commands: { planned: 0, accepted: 0, throttled: 0 }, reason: 'It selects no instance' },
      ],
    });
  });

  it('is dropped where the run was aborted while it was built', async () => {
    const kit = plannerKit();
    await kit.planning.onGroup(KEY, [aRunRequested()]);
    const read = kit.objects.read.bind(kit.objects);
    kit.objects.read = async (key) => {
      if (key.endsWith('inventory/0.json')) await kit.control.onGroup(KEY, [aControlRequest('abort')]);
      return read(key);
    };
    await kit.objects.putOnce(`runs/${RUN_ID}/inventory/0.json`, { runId: RUN_ID, chunk: 0, targets: [] });

    await kit.planning.onGroup(KEY, [theTargetsDiscovered()]);

    expect(kit.names()).toEqual(['RunAccepted', 'DiscoveryRequested', 'RunControlChanged', 'RunCompleted']);
    expect(kit.bus.facts().at(-1)?.data).toMatchObject({ status: 'Aborted', reason: `aborted by ${ANA.id}: wrong night`, waves: [], planned: 0 });
  });
});

describe('what nobody is waiting for', () => {
  it('changes nothing when there is no such run', async () => {
    const kit = plannerKit();

    await kit.planning.onGroup(KEY, [theTargetsDiscovered(), due(), { kind: 'foreign', source: 'aws.ssm', detailType: 'x', accountId: '', region: '', detail: {} }]);

    expect([...kit.table.items.keys()]).toEqual([]);
  });

  it('is grouped by what it is about', () => {
    const kit = plannerKit();

    expect([aRunRequested(), due('RUN#x'), { kind: 'tick' } as const].map((each) => kit.planning.groupOf(each))).toEqual([KEY, 'RUN#x', 'tick']);
  });
});
