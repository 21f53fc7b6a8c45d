import { handleRecords } from '#shared/choreography/handle-records.ts';
import { dueBody } from '#shared/choreography/message.ts';
import { runListKey, runReadKeyOf, votesOf, waveReadKeyOf, type RunList, type RunReadModel, type WaveProgress } from '#shared/domain/read-model.ts';
import { outcomesOfWave } from '#shared/domain/live-outcomes.ts';
import { approvalExpired } from '#shared/events/approval-expired.ts';
import { approvalRequested } from '#shared/events/approval-requested.ts';
import { planCreated } from '#shared/events/plan-created.ts';
import { reportPublished } from '#shared/events/report-published.ts';
import { runAccepted } from '#shared/events/run-accepted.ts';
import { runCompleted } from '#shared/events/run-completed.ts';
import { runControlChanged } from '#shared/events/run-control-changed.ts';
import { runControlRefused } from '#shared/events/run-control-refused.ts';
import { runRejected } from '#shared/events/run-rejected.ts';
import { targetCompleted } from '#shared/events/target-completed.ts';
import { targetProgressed } from '#shared/events/target-progressed.ts';
import { targetsAdmitted } from '#shared/events/targets-admitted.ts';
import { voteCounted } from '#shared/events/vote-counted.ts';
import { voteRefused } from '#shared/events/vote-refused.ts';
import { waveApproved } from '#shared/events/wave-approved.ts';
import { waveCompleted } from '#shared/events/wave-completed.ts';
import { waveHalted } from '#shared/events/wave-halted.ts';
import { waveHeld } from '#shared/events/wave-held.ts';
import { wavePassed } from '#shared/events/wave-passed.ts';
import { waveRejected } from '#shared/events/wave-rejected.ts';
import { waveStarted } from '#shared/events/wave-started.ts';
import { inMemoryKit, NIGHT } from '#shared/testing/test-aggregate.ts';
import { RUN as runId } from '../testing/ended-run.fixture.ts';
import { queueBody } from '../testing/queue-body.fixture.ts';
import { createReading } from './reading-service.ts';

const HASH = 'a'.repeat(64);
const MINUTE = 60_000;
const ana = { kind: 'cli', id: 'ana' } as const;
const lee = { kind: 'chat', id: 'lee' } as const;
const commands = { planned: 1, accepted: 1, throttled: 0 };
const control = { seq: 0, state: 'Running', haltedWaves: [] as string[] } as const;
const options = { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 600 } as const;
const wave = 'canary';
const target = { runId, wave, target: 0, accountId: '111111111111', region: 'us-east-1' };

const accepted = queueBody(runAccepted, { runId, policyName: 'web', requestedBy: ana, waves: ['canary', 'rest'], endsBefore: NIGHT + 600 * MINUTE }, 1);
const planned = (required = true): string =>
  queueBody(planCreated, {
    runId, policyName: 'web', requestedBy: ana, planHash: HASH, manifestKey: 'm', planned: 30,
    waves: [{ name: 'canary', hash: HASH, targets: 2, instances: 10 }, { name: 'rest', hash: HASH, targets: 4, instances: 20 }],
    approval: { required, quorum: 1, approvers: [], expiresAt: NIGHT + 60 * MINUTE, validUntil: NIGHT + 600 * MINUTE },
  }, 2);
const asked = (minute = 3): string =>
  queueBody(approvalRequested, { runId, wave, waveHash: HASH, instances: 10, quorum: 1, expiresAt: NIGHT + 60 * MINUTE }, minute);
const approved = queueBody(waveApproved, { runId, wave, waveHash: HASH, approvedBy: [lee], validUntil: NIGHT + 600 * MINUTE }, 4);
const held = (reason: 'WindowClosed' | 'AwaitingApproval' | 'AwaitingDependency', minute: number, name = wave): string =>
  queueBody(waveHeld, { runId, wave: name, reason, detail: `because of ${reason}` }, minute);
const started = (minute = 10): string =>
  queueBody(waveStarted, {
    runId, wave, waveHash: HASH, approvedHash: HASH, waveKey: 'k', targets: 2, instances: 10, options, maxConcurrency: { number: 5 },
    maxErrors: { number: 1 }, maxConcurrentAccounts: 5, control: { ...control, haltedWaves: [] }, validUntil: NIGHT + 600 * MINUTE, notAfter: NIGHT + 600 * MINUTE,
  }, minute);
const waveEnded = (ending: 'Completed' | 'Halted' | 'Aborted'): string =>
  queueBody(waveCompleted, { runId, wave, planned: 10, outcomes: { Compliant: 10 }, commands, ending }, 30);
const passed = queueBody(wavePassed, { runId, wave }, 40);
const halted = queueBody(waveHalted, { runId, wave, accountId: '111111111111', region: 'us-east-1', errors: 3, errorsAllowed: 1, detail: 'd' }, 25);
const controlled = (state: 'Running' | 'Paused' | 'Aborted', seq: number): string =>
  queueBody(runControlChanged, { runId, control: { seq, state, haltedWaves: [] }, by: ana, reason: 'lunch' }, 11);
const runIsHalted = queueBody(
  runControlChanged,
  { runId, control: { seq: 1, state: 'Running', haltedWaves: ['canary', 'rest'] }, by: { kind: 'alarm', id: 'arn' }, reason: 'the alarm is raised' },
  12,
);
const runEnded = queueBody(runCompleted, {
  runId, policyName: 'web', requestedBy: ana, status: 'Completed', reason: '', planHash: HASH, manifestKey: 'm',
  waves: [
    { name: 'canary', status: 'Passed', planned: 10, outcomes: { Compliant: 10 }, commands, reason: '' },
    { name: 'rest', status: 'Skipped', planned: 20, outcomes: { Skipped: 20 }, commands, reason: 'no' },
  ],
  planned: 30, outcomes: { Compliant: 10, Skipped: 20 }, commands, startedAt: NIGHT + 10 * MINUTE, endedAt: NIGHT + 50 * MINUTE,
}, 50);
const reported = queueBody(reportPublished, { runId, html: 'h', json: 'j', csv: 'c' }, 51);

const admitted = queueBody(targetsAdmitted, {
  runId, wave, waveHash: HASH, approvedHash: HASH, options, maxConcurrency: { number: 1 }, maxErrors: { number: 1 }, control: { ...control, haltedWaves: [] },
  targets: [0, 1].map((ordinal) => ({ ordinal, accountId: '111111111111', region: 'us-east-1', sliceKey: 's', sliceSha256: HASH, instances: 5 })),
  validUntil: NIGHT, notAfter: NIGHT,
}, 12);
const progressed = (step: number, failed: number, ordinal = 0): string =>
  queueBody(targetProgressed, { ...target, target: ordinal, step, planned: 5, outcomes: { Failed: failed }, errors: failed, errorsAllowed: 9 }, 13 + step);
const completed = (ordinal = 0): string =>
  queueBody(targetCompleted, {
    ...target, target: ordinal, planned: 5, outcomes: { Compliant: 4, Failed: 1 }, commands, errors: 1, errorsAllowed: 9, outcomesKey: 'o', startedAt: NIGHT, endedAt: NIGHT,
  }, 20);

function stage() {
  const kit = inMemoryKit();
  const service = createReading(kit);
  const errors: unknown[] = [];
  const deliver = async (...bodies: string[]) => {
    for (const body of bodies) {
      await handleRecords(
        service,
        { deadLetters: { send: (_record, cause) => { errors.push(cause); return Promise.resolve(); } },
          observe: (_group, _messages, error) => { if (error !== undefined) errors.push(error); } },
        [{ messageId: '1', body }],
      );
    }
  };
  const run = () => kit.table.items.get(runReadKeyOf(runId))?.state as RunReadModel;
  const progress = () => kit.table.items.get(waveReadKeyOf(runId, wave))?.state as WaveProgress;
  const list = () => kit.table.items.get(runListKey)?.state as RunList;
  return { ...kit, service, deliver, run, progress, list, errors };
}

/** The statuses of the run and its first wave after these facts. */
async function statusesAfter(...bodies: string[]): Promise<[string, string | undefined]> {
  const { deliver, run, errors } = stage();
  await deliver(...bodies);
  expect(errors).toEqual([]);
  return [run().status, run().waves[0]?.status];
}

describe('the status of a run and its first wave', () => {
  it.each<[string, string[], [string, string | undefined]]>([
    ['is Planning once accepted', [accepted], ['Planning', 'Pending']],
    ['is AwaitingApproval once planned', [accepted, planned()], ['AwaitingApproval', 'AwaitingApproval']],
    ['is Running and Pending where nobody need approve', [accepted, planned(false)], ['Running', 'Pending']],
    ['is AwaitingApproval once the planner says it waits for it', [planned(false), held('AwaitingApproval', 3)], ['AwaitingApproval', 'AwaitingApproval']],
    ['is AwaitingApproval while people are asked', [planned(false), asked()], ['AwaitingApproval', 'AwaitingApproval']],
    ['is Waiting once approved, while the other wave is not', [planned(), asked(), approved], ['AwaitingApproval', 'Waiting']],
    ['stays approved when the question comes late', [planned(), approved, asked()], ['AwaitingApproval', 'Waiting']],
    ['stays approved when the question is repeated', [planned(), asked(), approved, asked(9)], ['AwaitingApproval', 'Waiting']],
    ['is AwaitingApproval again when the approval has run out', [planned(), asked(), approved, asked(601)], ['AwaitingApproval', 'AwaitingApproval']],
    ['is Waiting while held', [planned(false), held('WindowClosed', 5)], ['Running', 'Waiting']],
    ['is Running once started', [planned(), asked(), approved, started()], ['Running', 'Running']],
    ['is Running even if the plan comes last', [started(), planned()], ['Running', 'Running']],
    ['is Paused by a person', [planned(), started(), controlled('Paused', 1)], ['Paused', 'Running']],
    ['is Running again when resumed, though the pause comes late', [planned(), started(), controlled('Running', 2), controlled('Paused', 1)], ['Running', 'Running']],
    ['is Baking when its targets are done', [planned(), started(), waveEnded('Completed')], ['Running', 'Baking']],
    ['is Passed when it has baked', [planned(false), started(), waveEnded('Completed'), passed], ['Running', 'Passed']],
    ['is Halted at once', [planned(false), started(), halted], ['Running', 'Halted']],
    ['is Halted by the word on the whole run', [planned(false), started(), runIsHalted], ['Running', 'Halted']],
    ['is what it was when the run is halted before its start', [planned(false), runIsHalted], ['Running', 'Pending']],
    ['is Passed though the run was halted afterwards', [planned(false), started(), waveEnded('Completed'), passed, runIsHalted], ['Running', 'Passed']],
    ['is Halted by its end', [planned(false), started(), waveEnded('Halted')], ['Running', 'Halted']],
    ['is Aborted by its end', [planned(false), started(), waveEnded('Aborted')], ['Running', 'Aborted']],
    ['is Skipped when refused', [planned(false), queueBody(waveRejected, { runId, wave, waveHash: HASH, rejectedBy: lee, reason: 'no' }, 5)], ['Running', 'Skipped']],
    ['is Skipped when nobody answered', [planned(false), queueBody(approvalExpired, { runId, wave, waveHash: HASH }, 5)], ['Running', 'Skipped']],
    ['is what the closing word says', [planned(), started(), runEnded], ['Completed', 'Passed']],
    ['never goes back when the closing word comes first', [runEnded, accepted, planned(), started(), halted, controlled('Paused', 1)], ['Completed', 'Passed']],
    ['is Rejected when refused', [queueBody(runRejected, { runId, policyName: '', requestedBy: ana, reasons: ['late'] }, 1)], ['Rejected', undefined]],
    ['is not Rejected by the refusal of a repeated request', [accepted, queueBody(runRejected, { runId, policyName: 'web', requestedBy: ana, reasons: ['late'] }, 9)], ['Planning', 'Pending']],
  ])('%s', async (_words, bodies, expected) => expect(await statusesAfter(...bodies)).toEqual(expected));
});

describe('the read model of a run', () => {
  const all = [accepted, planned(), asked(), approved, held('WindowClosed', 5), started(), halted, waveEnded('Halted'), controlled('Paused', 1), runEnded, reported];

  it('holds what people ask about', async () => {
    const { deliver, run } = stage();
    await deliver(...all);
    expect(run()).toEqual({
      runId, status: 'Completed', policyName: 'web', requestedBy: ana, acceptedAt: NIGHT + MINUTE, endsBefore: NIGHT + 600 * MINUTE,
      planHash: HASH, manifestKey: 'm', planned: 30, approvalRequired: true, refusals: [], ending: 'Completed', reason: '',
      control: { seq: 1, state: 'Paused', haltedWaves: [], by: ana, reason: 'lunch', at: NIGHT + 11 * MINUTE },
      outcomes: { Compliant: 10, Skipped: 20 }, commands, startedAt: NIGHT + 10 * MINUTE, endedAt: NIGHT + 50 * MINUTE,
      report: { html: 'h', json: 'j', csv: 'c' }, lastFactAt: NIGHT + 51 * MINUTE,
      attention: [{ kind: 'WaveHalted', subject: 'wave canary', detail: 'd', at: NIGHT + 25 * MINUTE }],
      waves: [
        {
          name: 'canary', status: 'Passed', hash: HASH, targets: 2, planned: 10,
          holds: [{ reason: 'WindowClosed', detail: 'because of WindowClosed', at: NIGHT + 5 * MINUTE }],
          approval: { state: 'approved', waveHash: HASH, at: NIGHT + 4 * MINUTE, instances: 10, quorum: 1, expiresAt: NIGHT + 60 * MINUTE, askedAt: NIGHT + 3 * MINUTE, by: [lee], validUntil: NIGHT + 600 * MINUTE },
          startedAt: NIGHT + 10 * MINUTE, halt: { accountId: '111111111111', region: 'us-east-1', errors: 3, errorsAllowed: 1, detail: 'd' },
          outcomes: { Compliant: 10 }, commands, ending: 'Halted', endedAt: NIGHT + 30 * MINUTE, finalStatus: 'Passed', reason: '',
        },
        { name: 'rest', status: 'Skipped', hash: HASH, targets: 4, planned: 20, finalStatus: 'Skipped', outcomes: { Skipped: 20 }, commands, reason: 'no' },
      ],
    });
  });

  it('is the same in whatever order and however often the facts come', async () => {
    const straight = stage();
    await straight.deliver(...all);
    const shuffled = stage();
    await shuffled.deliver(...[...all].reverse(), ...all);
    expect(shuffled.run()).toEqual(straight.run());
  });

  it('is not written for a fact that is known', async () => {
    const { deliver, table } = stage();
    await deliver(...all);
    const version = table.items.get(runReadKeyOf(runId))?.version;
    await deliver(...all);
    expect(table.items.get(runReadKeyOf(runId))?.version).toBe(version);
  });

  it('is written once for all facts of a batch', async () => {
    const { service, table } = stage();
    const records = all.filter((body) => body !== halted).map((body, index) => ({ messageId: String(index), body }));
    const effects = { deadLetters: { send: () => Promise.resolve() }, observe: () => undefined };
    expect(await handleRecords(service, effects, records)).toEqual([]);
    expect(table.items.get(runReadKeyOf(runId))?.version).toBe(1);
  });

  it('stays refused when the question is repeated', async () => {
    const { deliver, run } = stage();
    await deliver(asked(), queueBody(waveRejected, { runId, wave, waveHash: HASH, rejectedBy: lee, reason: 'no' }, 5), asked(9));
    expect(run().waves[0]?.approval).toMatchObject({ state: 'rejected', reason: 'no', by: [lee] });
  });

  it('keeps the holds of a wave in the order of their own times, each once, the last twelve', async () => {
    const { deliver, run } = stage();
    await deliver(held('WindowClosed', 6), held('AwaitingDependency', 5), held('WindowClosed', 6));
    expect(run().waves[0]?.holds).toEqual([
      { reason: 'AwaitingDependency', detail: 'because of AwaitingDependency', at: NIGHT + 5 * MINUTE },
      { reason: 'WindowClosed', detail: 'because of WindowClosed', at: NIGHT + 6 * MINUTE },
    ]);
    await deliver(...Array.from({ length: 13 }, (_, index) => held('WindowClosed', 20 + index)));
    expect(run().waves[0]?.holds?.map(({ at }) => (at - NIGHT) / MINUTE)).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32]);
  });

  it('keeps until when a hold lasts, where that is known', async () => {
    const { deliver, run } = stage();
    await deliver(queueBody(waveHeld, { runId, wave, reason: 'Baking', detail: '', until: NIGHT + 9 * MINUTE }, 1));
    expect(run().waves[0]?.holds).toEqual([{ reason: 'Baking', detail: '', until: NIGHT + 9 * MINUTE, at: NIGHT + MINUTE }]);
  });

  it('knows a decision of which nobody heard the question', async () => {
    const { deliver, run } = stage();
    await deliver(approved, queueBody(waveRejected, { runId, wave, waveHash: HASH, rejectedBy: ana, reason: 'no' }, 5));
    expect(run().waves[0]?.approval).toEqual({ state: 'rejected', waveHash: HASH, by: [ana], reason: 'no', validUntil: NIGHT + 600 * MINUTE, at: NIGHT + 5 * MINUTE });
  });

  it('forgets the approval of another plan', async () => {
    const { deliver, run } = stage();
    const other = 'b'.repeat(64);
    await deliver(approved, queueBody(approvalRequested, { runId, wave, waveHash: other, instances: 9, quorum: 2, expiresAt: NIGHT }, 5));
    expect(run().waves[0]?.approval).toEqual({ state: 'requested', waveHash: other, instances: 9, quorum: 2, expiresAt: NIGHT, askedAt: NIGHT + 5 * MINUTE, at: NIGHT + 5 * MINUTE });
  });

  it('knows an end without a plan', async () => {
    const { deliver, run } = stage();
    const end = { runId, policyName: 'web', requestedBy: ana, status: 'Failed', reason: 'nothing to patch', waves: [], planned: 0, outcomes: {}, commands, startedAt: NIGHT, endedAt: NIGHT } as const;
    await deliver(queueBody(runCompleted, { ...end, waves: [] }, 5));
    expect([run().status, run().reason, 'planHash' in run()]).toEqual(['Failed', 'nothing to patch', false]);
  });

  it('keeps the name under which a refused run was asked for', async () => {
    const { deliver, run } = stage();
    await deliver(queueBody(runRejected, { runId, policyName: 'web', requestedBy: ana, reasons: ['a', 'b'] }, 1));
    expect(run()).toMatchObject({ policyName: 'web', requestedBy: ana, rejection: { at: NIGHT + MINUTE, reasons: ['a', 'b'] } });
  });

  it('shows the last five refusals, each once', async () => {
    const { deliver, run } = stage();
    const refused = (minute: number) => queueBody(runControlRefused, { runId, action: 'pause', requestedBy: ana, reason: 'ended' }, minute);
    await deliver(...[1, 2, 3, 4, 5, 5].map(refused), queueBody(voteRefused, { runId, wave, voter: lee, reason: 'own run' }, 6));
    expect(run().refusals.map(({ what, at }) => [what, (at - NIGHT) / MINUTE])).toEqual([
      ['pause', 2], ['pause', 3], ['pause', 4], ['pause', 5], ['vote on canary', 6],
    ]);
  });
});

describe('votes below the quorum', () => {
  const counted = (voter: typeof lee | typeof ana, minute: number, waveHash = HASH) => queueBody(voteCounted, { runId, wave, waveHash, voter, votes: 1, quorum: 2 }, minute);
  const votes = (model: RunReadModel) => votesOf(model.waves[0]!.approval!).map(({ by, at }) => [by.id, (at - NIGHT) / MINUTE]);

  it('are kept once a person, in whatever order they come', async () => {
    const all = [asked(), counted(lee, 4), counted(ana, 5), counted(lee, 4)];
    for (const order of [all, [...all].reverse()]) {
      const { deliver, run } = stage();
      await deliver(...order);
      expect([run().waves[0]?.approval?.state, votes(run())]).toEqual(['requested', [['ana', 5], ['lee', 4]]]);
    }
  });

  it('that are said again are the same votes, and stay beside a repeated question', async () => {
    const { deliver, run } = stage();
    await deliver(asked(), counted(lee, 4), counted(lee, 9), counted(lee, 6), asked(10));
    expect([run().waves[0]?.approval?.askedAt, votes(run())]).toEqual([NIGHT + 3 * MINUTE, [['lee', 9]]]);
  });

  it('of an earlier round count no more', async () => {
    const { deliver, run } = stage();
    await deliver(asked(), counted(lee, 4), queueBody(approvalRequested, { runId, wave, waveHash: HASH, instances: 10, quorum: 2, expiresAt: NIGHT + 99 * MINUTE }, 20), counted(ana, 21));
    expect(votes(run())).toEqual([['ana', 21]]);
  });

  it('for another plan do not count', async () => {
    const { deliver, run } = stage();
    await deliver(asked(), counted(lee, 4, 'b'.repeat(64)));
    expect(votes(run())).toEqual([]);
  });

  it('stay with the answer', async () => {
    const { deliver, run } = stage();
    await deliver(approved, counted(ana, 3), asked(2));
    expect(run().waves[0]?.approval).toMatchObject({ state: 'approved', askedAt: NIGHT + 2 * MINUTE, votes: [{ by: ana, at: NIGHT + 3 * MINUTE }] });
  });

  it('stay with the next round, in which they count no more', async () => {
    const { deliver, run } = stage();
    await deliver(asked(), counted(ana, 3), approved, queueBody(approvalRequested, { runId, wave, waveHash: HASH, instances: 10, quorum: 2, expiresAt: NIGHT + 700 * MINUTE }, 601));
    expect([run().waves[0]?.approval?.askedAt, run().waves[0]?.approval?.votes?.length, votes(run())]).toEqual([NIGHT + 601 * MINUTE, 1, []]);
  });

  it('are known before the question', async () => {
    const { deliver, run } = stage();
    await deliver(counted(lee, 4));
    expect(run().waves[0]?.approval).toEqual({ state: 'requested', waveHash: HASH, quorum: 2, at: 0, votes: [{ by: lee, at: NIGHT + 4 * MINUTE }] });
    await deliver(asked());
    expect(run().waves[0]?.approval).toMatchObject({ state: 'requested', at: NIGHT + 3 * MINUTE, askedAt: NIGHT + 3 * MINUTE, votes: [{ by: lee }] });
  });
});

describe('a run that is halted as a whole', () => {
  it('keeps why, whatever is said of it afterwards and in whatever order', async () => {
    const { deliver, run } = stage();
    await deliver(controlled('Paused', 2), runIsHalted, runIsHalted);
    expect([run().control?.state, run().halt]).toEqual(['Paused', { seq: 1, by: { kind: 'alarm', id: 'arn' }, reason: 'the alarm is raised', at: NIGHT + 12 * MINUTE }]);
  });

  it('is not one of which a single wave was halted', async () => {
    const { deliver, run } = stage();
    await deliver(queueBody(runControlChanged, {
      runId, control: { seq: 1, state: 'Running', haltedWaves: ['canary'] }, by: { kind: 'system', id: 'patchwave.planner' }, reason: 'wave canary was halted: 3 errors',
    }, 12));
    expect(run().halt).toBeUndefined();
  });
});

describe('the progress of a wave', () => {
  it('counts every target once, failures in flight included', async () => {
    const { deliver, progress } = stage();
    await deliver(admitted, progressed(1, 1), progressed(2, 2), progressed(1, 1), completed(1), completed(1));
    expect(progress()).toEqual({
      runId, wave, admitted: '3', completed: '2', outcomes: { Compliant: 4, Failed: 1 }, commands, inFlight: { 0: { step: 2, outcomes: { Failed: 2 } } },
      lastFactAt: NIGHT + 20 * MINUTE,
    });
    expect(outcomesOfWave({ name: wave, status: 'Running' }, progress())).toEqual({ Compliant: 4, Failed: 3 });
  });

  it('forgets what a target said on the way once it is done', async () => {
    const { deliver, progress } = stage();
    await deliver(progressed(1, 1), completed(), progressed(2, 2));
    expect(progress()).toMatchObject({ completed: '1', outcomes: { Compliant: 4, Failed: 1 }, inFlight: {} });
  });

  it('stays under 2 KB with a thousand targets, twenty of them failing', async () => {
    const { deliver, progress } = stage();
    await deliver(...Array.from({ length: 20 }, (_, index) => completed(50 * index + 49)), ...Array.from({ length: 20 }, (_, index) => progressed(1, 1, index)));
    expect(JSON.stringify(progress()).length).toBeLessThan(2_048);
  });
});

describe('the list of runs', () => {
  const other = (index: number) => `${index.toString(16).padStart(8, '0')}-3c5b-4a6e-9a39-4c1f3a4f5b6c`;
  const acceptedAs = (id: string, minute: number) =>
    queueBody(runAccepted, { runId: id, policyName: 'web', requestedBy: ana, waves: [], endsBefore: NIGHT }, minute);

  it('shows the newest first, with the status they have now', async () => {
    const { deliver, list } = stage();
    await deliver(accepted, acceptedAs(other(1), 5), runEnded);
    expect(list().runs).toEqual([
      { runId: other(1), status: 'Planning', policyName: 'web', at: NIGHT + 5 * MINUTE },
      { runId, status: 'Completed', policyName: 'web', at: NIGHT + MINUTE },
    ]);
  });

  it('holds a hundred', async () => {
    const { deliver, list } = stage();
    await deliver(...Array.from({ length: 102 }, (_, index) => acceptedAs(other(index), index)));
    expect([list().runs.length, list().runs.at(-1)?.runId]).toEqual([100, other(2)]);
  });

  it('takes in a run of which only the end was heard, and one without a name', async () => {
    const { deliver, list } = stage();
    await deliver(runEnded, queueBody(runRejected, { runId: other(1), policyName: '', requestedBy: ana, reasons: ['no policy'] }, 1));
    expect(list().runs).toEqual([
      { runId, status: 'Completed', policyName: 'web', at: NIGHT + 10 * MINUTE },
      { runId: other(1), status: 'Rejected', at: NIGHT + MINUTE },
    ]);
  });
});

describe('the queue', () => {
  it('takes alarms and ticks, and keeps nothing of them', async () => {
    const { deliver, table, errors } = stage();
    await deliver(
      dueBody({ key: runReadKeyOf(runId), dueAt: NIGHT }),
      JSON.stringify({ type: 'Tick' }),
    );
    expect([table.items.size, errors]).toEqual([0, []]);
  });

  it('refuses what its rules should never have let in', async () => {
    const { deliver } = stage();
    const foreign = JSON.stringify({ source: 'aws.ssm', 'detail-type': 'X', account: '1', region: 'r', detail: {} });
    await expect(deliver(foreign)).rejects.toThrow('expected an event');
  });
});
