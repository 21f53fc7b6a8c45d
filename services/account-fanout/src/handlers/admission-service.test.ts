import { advance } from '#shared/choreography/advance.ts';
import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import type { Message } from '#shared/choreography/message.ts';
import { runControlChanged } from '#shared/events/run-control-changed.ts';
import { targetCompleted } from '#shared/events/target-completed.ts';
import { targetProgressed } from '#shared/events/target-progressed.ts';
import { waveStarted } from '#shared/events/wave-started.ts';
import type { RunControl } from '#shared/events/scalars.ts';
import { inMemoryKit, NIGHT } from '#shared/testing/test-aggregate.ts';

import { waveKeyOf } from '../core/wave-key.ts';
import type { WaveOrder, WaveState } from '../core/wave-state.ts';
import { aCompletedTarget, anOrder, aProgressedTarget, HOUR_MS, OTHER_RUN_ID, plannedTargets, RUN_ID } from '../testing/wave-builders.fixture.ts';
import { admissionEffects } from './admission-effects.ts';
import { admissionService } from './admission-service.ts';

const WAVE_KEY = waveKeyOf(anOrder());
const message = ({ contract, data }: Fact): Message => ({
  kind: 'event',
  detailType: contract.detailType,
  detail: { metadata: { id: 'm', runId: RUN_ID, occurredAt: '2026-03-10T02:00:00Z' }, data },
});
const started = (changes: Partial<WaveOrder> = {}) => message(fact(waveStarted, anOrder(changes)));
const completed = (target: number, changes = {}) => message(fact(targetCompleted, aCompletedTarget({ target, ...changes })));
const progressed = (target: number, changes = {}) => message(fact(targetProgressed, aProgressedTarget({ target, ...changes })));
const due: Message = { kind: 'due', due: { key: WAVE_KEY, dueAt: 0 } };
const controlled = (control: Partial<RunControl>) =>
  message(fact(runControlChanged, {
    runId: RUN_ID, control: { seq: 2, state: 'Running', haltedWaves: [], ...control }, by: { kind: 'cli', id: 'ana' }, reason: '',
  }));

async function setUp(targets = 4) {
  const kit = inMemoryKit();
  const service = admissionService(kit);
  for (const [runId, wave] of [[RUN_ID, 'canary'], [RUN_ID, 'rest'], [OTHER_RUN_ID, 'canary']] as const) {
    await kit.objects.putOnce(keyOf(runId, wave), { runId, wave, waveHash: anOrder().waveHash, targets: plannedTargets(targets) });
  }
  return {
    ...kit,
    service,
    effects: admissionEffects(kit),
    /** One batch for one aggregate. */
    deliver: (...messages: Message[]) => service.onGroup(service.groupOf(messages[0]!), messages),
    /** Name and ordinals of what was published since the last call, in order. */
    said: () => kit.bus.published.splice(0).map(({ contract, data }) => [contract.name, ...ordinalsIn(data)]),
  };
}

const keyOf = (runId: string, wave: string) => (wave === 'canary' && runId === RUN_ID ? anOrder().waveKey : `runs/${runId}/plan/${wave}.json`);
const other = (runId: string, wave: string, changes: Partial<WaveOrder> = {}) => started({ runId, wave, waveKey: keyOf(runId, wave), ...changes });

function ordinalsIn(data: unknown): unknown[] {
  const { targets, target } = data as { targets?: { ordinal: number }[]; target?: number };
  return targets?.map(({ ordinal }) => ordinal) ?? (target === undefined ? [] : [target]);
}

describe('admission', () => {
  it('admits a wave with all that a send must know', async () => {
    const { deliver, bus } = await setUp();
    await deliver(started());
    const { runId, wave, waveHash, approvedHash, options, maxConcurrency, maxErrors, control, validUntil, notAfter } = anOrder();
    expect(bus.facts()).toEqual([
      {
        name: 'TargetsAdmitted',
        data: {
          runId, wave, waveHash, approvedHash, targets: plannedTargets(), options, maxConcurrency, maxErrors, control, validUntil, notAfter,
        },
      },
    ]);
  });

  it('tells the sums when all targets of a batch completed', async () => {
    const { deliver, said, bus } = await setUp();
    await deliver(started());
    said();
    await deliver(completed(0), completed(1), completed(2), completed(3));
    expect(bus.facts()).toEqual([
      {
        name: 'WaveCompleted',
        data: {
          runId: RUN_ID, wave: 'canary', planned: 40, outcomes: { Compliant: 40 },
          commands: { planned: 4, accepted: 4, throttled: 0 }, ending: 'Completed',
        },
      },
    ]);
  });

  it('goes on with the next account as one gets through, and nothing is said twice', async () => {
    const { deliver, said } = await setUp();
    await deliver(started({ maxConcurrentAccounts: 1 }));
    expect(said()).toEqual([['TargetsAdmitted', 0, 1]]);
    await deliver(completed(0));
    await deliver(started({ maxConcurrentAccounts: 1 }));
    expect(said()).toEqual([]);
    await deliver(completed(1));
    await deliver(completed(1));
    expect(said()).toEqual([['TargetsAdmitted', 2, 3]]);
  });

  it('goes through a large wave in rounds, ten targets an event', async () => {
    const { deliver, said, dueQueue } = await setUp(34);
    await deliver(started({ targets: 34, instances: 340, maxConcurrentAccounts: 100 }));
    expect(said().map((event) => event.length - 1)).toEqual([10, 10, 10, 4]);
    expect(dueQueue.posted[0]).toEqual({ due: { key: WAVE_KEY, dueAt: NIGHT }, delaySeconds: 0 });
  });

  it('halts, and names the target', async () => {
    const { deliver, said, bus } = await setUp();
    await deliver(started());
    said();
    await deliver(progressed(0, { errors: 2 }));
    expect(bus.facts()).toEqual([
      {
        name: 'WaveHalted',
        data: {
          runId: RUN_ID, wave: 'canary', accountId: '100000000000', region: 'us-east-1', errors: 2, errorsAllowed: 1,
          detail: '100000000000 us-east-1: found 2 errors, expected at most 1. Targets in work end; no further one starts.',
        },
      },
      { name: 'WaveProgressed', data: { runId: RUN_ID, wave: 'canary', step: 1, planned: 40, errors: 2 } },
    ]);
  });

  it('halts by the errors of all targets together, and names the sum and the bound', async () => {
    const { deliver, said, bus } = await setUp();
    await deliver(started({ maxErrorsInWave: { percent: 5 } }));
    said();
    await deliver(progressed(0), progressed(1), completed(2, { errors: 1 }));
    expect(bus.facts()).toEqual([
      {
        name: 'WaveHalted',
        data: {
          runId: RUN_ID, wave: 'canary', accountId: '100000000001', region: 'us-east-1', errors: 3, errorsAllowed: 2, scope: 'wave',
          detail: 'the wave as a whole: found 3 errors, the last in 100000000001 us-east-1, expected at most 2. Targets in work end; no further one starts.',
        },
      },
      { name: 'WaveProgressed', data: { runId: RUN_ID, wave: 'canary', step: 1, planned: 40, errors: 3 } },
    ]);
  });

  it('passes on the end of its window and the shares of its bound', async () => {
    const { deliver, bus } = await setUp(2);
    const windowEndsAt = NIGHT + 2 * HOUR_MS;
    await deliver(started({ targets: 2, instances: 20, windowEndsAt, maxConcurrency: { number: 8 }, maxInstancesInFlight: { number: 10 } }));
    const [first, second] = plannedTargets(2);
    expect(bus.facts()[0]!.data).toMatchObject({ windowEndsAt, targets: [{ ...first, share: 8 }, { ...second, share: 2 }] });
  });

  it('tells a target that has ended before its event was confirmed the least share', async () => {
    const { deliver, bus } = await setUp(1);
    const publish = bus.publish.bind(bus);
    bus.publish = async (events) => {
      await publish(events);
      return new Set();
    };
    await deliver(started({ targets: 1, instances: 10, maxConcurrency: { number: 8 }, maxInstancesInFlight: { number: 10 } }));
    await deliver(completed(0));
    const shares = bus.published.flatMap(({ data }) => (data as { targets?: { share: number }[] }).targets ?? []).map(({ share }) => share);
    expect(shares).toEqual([8, 8, 1]);
  });

  it('looks for what is due at each tick, and asks again', async () => {
    const { deliver, service, dueQueue, clock, said } = await setUp();
    await deliver(started());
    clock.advanceMinutes(28);
    await service.onTick();
    expect(dueQueue.posted).toEqual([{ due: { key: WAVE_KEY, dueAt: NIGHT + 30 * 60_000 }, delaySeconds: 120 }]);
    clock.advanceMinutes(2);
    await deliver(due);
    expect(said()).toEqual([['TargetsAdmitted', 0, 1, 2, 3], ['TargetsAdmitted', 0, 1, 2, 3]]);
  });

  it('acknowledges what belongs to no wave', async () => {
    const { deliver, said } = await setUp();
    await deliver(completed(0));
    await deliver({ kind: 'foreign', source: 'aws.ssm', detailType: 'x', accountId: '1', region: 'r', detail: {} });
    expect(said()).toEqual([]);
  });
});

describe('locks', () => {
  it('keep a second run out until the first is through there', async () => {
    const { deliver, said, clock } = await setUp();
    await deliver(started());
    said();
    await deliver(other(OTHER_RUN_ID, 'canary'));
    expect(said()).toEqual([['TargetHeld', 0], ['TargetHeld', 1], ['TargetHeld', 2], ['TargetHeld', 3]]);
    await deliver(completed(2));
    clock.advanceMinutes(5);
    await deliver({ kind: 'due', due: { key: waveKeyOf({ runId: OTHER_RUN_ID, wave: 'canary' }), dueAt: clock.now() } });
    expect(said()).toEqual([['TargetsAdmitted', 2]]);
  });

  it('name their holder to a person', async () => {
    const { deliver, bus } = await setUp(1);
    await deliver(started({ targets: 1 }));
    await deliver(other(OTHER_RUN_ID, 'canary', { targets: 1 }));
    expect(bus.facts()[1]).toEqual({
      name: 'TargetHeld',
      data: {
        runId: OTHER_RUN_ID, wave: 'canary', target: 0, accountId: '100000000000', region: 'us-east-1', reason: 'LockedByAnotherRun',
        detail: `run ${RUN_ID}, wave canary, works in this account and region; it is tried again every 5 minutes.`,
        until: anOrder().notAfter + HOUR_MS,
      },
    });
  });

  it('say so when it is another wave of the same run that works there', async () => {
    const { deliver, bus } = await setUp(1);
    await deliver(started({ targets: 1 }));
    await deliver(other(RUN_ID, 'rest', { targets: 1 }));
    expect(bus.facts()[1]).toMatchObject({
      name: 'TargetHeld',
      data: { runId: RUN_ID, wave: 'rest', reason: 'LockedByAnotherWave', detail: 'wave canary of this run works in this account and region; it is tried again every 5 minutes.' },
    });
  });

  it('whose release died with its handler and its message do not keep the next wave out', async () => {
    const { deliver, effects, said } = await setUp(1);
    await deliver(started({ targets: 1, instances: 10 }));
    await deliver(completed(0));
    const taken = { status: 'Taken', runId: RUN_ID, wave: 'canary', until: NIGHT + HOUR_MS } as const;
    await advance(effects.locks, 'LOCK#100000000000#us-east-1', () => ({ state: taken, events: [], effects: [] }));
    said();
    await deliver(other(OTHER_RUN_ID, 'canary', { targets: 1 }));
    expect(said()).toEqual([['TargetsAdmitted', 0]]);
  });

  it('of a wave that is not there yet keep everybody else out: it may be about to admit', async () => {
    const { deliver, effects, said } = await setUp(1);
    const taken = { status: 'Taken', runId: OTHER_RUN_ID, wave: 'canary', until: NIGHT + HOUR_MS } as const;
    await advance(effects.locks, 'LOCK#100000000000#us-east-1', () => ({ state: taken, events: [], effects: [] }));
    await deliver(started({ targets: 1, instances: 10 }));
    expect(said()).toEqual([['TargetHeld', 0]]);
  });

  it('whose release died with its handler are freed by the message that comes again', async () => {
    const { deliver, effects, said } = await setUp(1);
    await deliver(started({ targets: 1, instances: 10 }));
    await deliver(completed(0));
    const taken = { status: 'Taken', runId: RUN_ID, wave: 'canary', until: NIGHT + HOUR_MS } as const;
    await advance(effects.locks, 'LOCK#100000000000#us-east-1', () => ({ state: taken, events: [], effects: [] }));
    await deliver(completed(0));
    said();
    await deliver(other(OTHER_RUN_ID, 'canary', { targets: 1 }));
    expect(said()).toEqual([['TargetsAdmitted', 0]]);
  });

  it('stay with a target that completed in no wave of ours', async () => {
    const { deliver, table } = await setUp();
    await deliver(started({ maxConcurrentAccounts: 1 }));
    await deliver(completed(3));
    expect([...table.items.keys()].filter((key) => /^(LOCK|BREAKER)#100000000001/.test(key))).toEqual([]);
  });

  it('taken in vain are given back when the wave ends', async () => {
    const { deliver, effects, said, table } = await setUp();
    await deliver(started({ maxConcurrentAccounts: 1 }));
    await advance(effects.waves, WAVE_KEY, (state) => ({ state: { ...state!, spareLocks: '4' }, events: [], effects: [] }));
    const taken = { status: 'Taken', runId: RUN_ID, wave: 'canary', until: NIGHT + HOUR_MS } as const;
    await advance(effects.locks, 'LOCK#100000000001#us-east-1', () => ({ state: taken, events: [], effects: [] }));
    await deliver(controlled({ state: 'Aborted' }));
    await deliver(completed(0), completed(1));
    expect(said().at(-1)).toEqual(['WaveCompleted']);
    expect(table.items.get('LOCK#100000000001#us-east-1')?.state).toEqual({ status: 'Free' });
  });
});

describe('breakers', () => {
  it('hold a region where twice in a row nobody was reached, and say until when', async () => {
    const { deliver, said, bus } = await setUp(1);
    const dead = { outcomes: { Unreachable: 10 }, endedAt: NIGHT };
    await deliver(started({ targets: 1, instances: 10 }));
    await deliver(completed(0, dead));
    await deliver(other(RUN_ID, 'rest', { targets: 1, instances: 10 }));
    await deliver(message(fact(targetCompleted, aCompletedTarget({ ...dead, wave: 'rest', endedAt: NIGHT + 1 }))));
    said();
    await deliver(other(OTHER_RUN_ID, 'canary', { targets: 1 }));
    expect(bus.facts()).toEqual([
      {
        name: 'TargetHeld',
        data: {
          runId: OTHER_RUN_ID, wave: 'canary', target: 0, accountId: '100000000000', region: 'us-east-1', reason: 'BreakerOpen',
          detail: 'Twice in a row half of the instances here or more could not be reached, or most sends were throttled. Check the spoke role, the agents and who else sends commands here; it is tried again by itself.',
          until: NIGHT + 1 + HOUR_MS,
        },
      },
    ]);
  });
});

describe("the run's control", () => {
  it('reaches every wave of the run', async () => {
    const { deliver, table } = await setUp();
    await deliver(started());
    await deliver(other(RUN_ID, 'rest'));
    await deliver(controlled({ state: 'Paused' }));
    const controls = ['canary', 'rest'].map((wave) => (table.items.get(waveKeyOf({ runId: RUN_ID, wave }))?.state as WaveState).control.state);
    expect(controls).toEqual(['Paused', 'Paused']);
  });

  it('holds admission back, and lets it go on', async () => {
    const { deliver, said } = await setUp();
    await deliver(started({ maxConcurrentAccounts: 1 }));
    await deliver(controlled({ state: 'Paused' }));
    said();
    await deliver(completed(0), completed(1));
    expect(said()).toEqual([]);
    await deliver(controlled({ seq: 3, state: 'Running' }));
    expect(said()).toEqual([['TargetsAdmitted', 2, 3]]);
  });

  it('that came before the wave holds for it', async () => {
    const { deliver, said } = await setUp();
    await deliver(controlled({ state: 'Paused' }));
    await deliver(started());
    expect(said()).toEqual([]);
  });

  it('that comes while the wave is being created is not lost', async () => {
    const { deliver, objects, table } = await setUp();
    const read = objects.read.bind(objects);
    let isFirst = true;
    // The plan is read after the control was, and before the wave is saved.
    objects.read = async (key) => {
      if (isFirst) {
        isFirst = false;
        await deliver(controlled({ state: 'Aborted' }));
      }
      return read(key);
    };
    await deliver(started({ maxConcurrentAccounts: 1 }));
    expect((table.items.get(WAVE_KEY)?.state as WaveState).control.state).toBe('Aborted');
  });
});
