import { handleRecords } from '#shared/choreography/handle-records.ts';
import { dueBody } from '#shared/choreography/message.ts';
import type { Attention } from '#shared/domain/attention.ts';
import { standingHolds } from '#shared/domain/target-holds.ts';
import { runReadKeyOf, waveReadKeyOf, type RunReadModel, type WaveProgress } from '#shared/domain/read-model.ts';
import { approvalRequested } from '#shared/events/approval-requested.ts';
import { runCompleted } from '#shared/events/run-completed.ts';
import { runControlChanged } from '#shared/events/run-control-changed.ts';
import { sendingHeld, type sendingHeldReasons } from '#shared/events/sending-held.ts';
import { sendingResumed } from '#shared/events/sending-resumed.ts';
import { targetCompleted } from '#shared/events/target-completed.ts';
import type { DataOf } from '#shared/events/contract.ts';
import { targetHeld } from '#shared/events/target-held.ts';
import { targetsAdmitted } from '#shared/events/targets-admitted.ts';
import { voteCounted } from '#shared/events/vote-counted.ts';
import { waveApproved } from '#shared/events/wave-approved.ts';
import { waveCompleted } from '#shared/events/wave-completed.ts';
import { waveHalted } from '#shared/events/wave-halted.ts';
import { waveProgressed } from '#shared/events/wave-progressed.ts';
import { inMemoryKit, NIGHT } from '#shared/testing/test-aggregate.ts';
import { InMemoryRunMetrics } from '../effects/run-metrics.in-memory.ts';
import { RUN as runId } from '../testing/ended-run.fixture.ts';
import { queueBody } from '../testing/queue-body.fixture.ts';
import { createReading } from './reading-service.ts';
import { createReporting } from './reporting-service.ts';

const HASH = 'a'.repeat(64);
const MINUTE = 60_000;
const wave = 'canary';
const RUN_KEY = runReadKeyOf(runId);
const WAVE_KEY = waveReadKeyOf(runId, wave);
const lee = { kind: 'chat', id: 'lee' } as const;
const commands = { planned: 1, accepted: 1, throttled: 0 };
const place = (ordinal = 0) => ({ runId, wave, target: ordinal, accountId: '111111111111', region: ordinal === 0 ? 'us-east-1' : 'us-west-2' });

const mayNotStart = (reason: DataOf<typeof targetHeld>['reason'], minute = 1, ordinal = 0) =>
  queueBody(targetHeld, { ...place(ordinal), reason, detail: `because ${reason}`, until: NIGHT + 30 * MINUTE }, minute);
const sendsNothing = (reason: (typeof sendingHeldReasons)[number], minute = 1, ordinal = 0) =>
  queueBody(sendingHeld, { ...place(ordinal), reason, detail: `because ${reason}`, until: NIGHT + 30 * MINUTE }, minute);
const sendsAgain = (minute: number) => queueBody(sendingResumed, place(), minute);
const admitted = (minute = 2) =>
  queueBody(targetsAdmitted, {
    runId, wave, waveHash: HASH, approvedHash: HASH, options: { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 600 },
    maxConcurrency: { number: 1 }, maxErrors: { number: 1 }, control: { seq: 0, state: 'Running', haltedWaves: [] },
    targets: [{ ordinal: 0, accountId: '111111111111', region: 'us-east-1', sliceKey: 's', sliceSha256: HASH, instances: 5 }], validUntil: NIGHT, notAfter: NIGHT,
  }, minute);
const completed = (lost: number, minute = 20, ordinal = 0) =>
  queueBody(targetCompleted, {
    ...place(ordinal), planned: 5, outcomes: lost === 0 ? { Compliant: 5 } : { LostAfterReboot: lost }, commands, errors: lost, errorsAllowed: 9, outcomesKey: 'o',
    startedAt: NIGHT, endedAt: NIGHT + minute * MINUTE,
  }, minute);
const halted = (name = wave, minute = 1) =>
  queueBody(waveHalted, { runId, wave: name, accountId: '111111111111', region: 'us-east-1', errors: 3, errorsAllowed: 1, detail: 'three errors', scope: 'wave' }, minute);
const waveEnded = queueBody(waveCompleted, { runId, wave, planned: 5, outcomes: { Compliant: 5 }, commands, ending: 'Halted' }, 30);
const runEnded = (status: 'Completed' | 'Failed', reason = '') =>
  queueBody(runCompleted, {
    runId, policyName: 'web', requestedBy: lee, status, reason, waves: [], planned: 5, outcomes: {}, commands, startedAt: NIGHT, endedAt: NIGHT + 50 * MINUTE,
  }, 50);
const asked = (minute = 0, expiresMinute = 240) =>
  queueBody(approvalRequested, { runId, wave, waveHash: HASH, instances: 5, quorum: 2, expiresAt: NIGHT + expiresMinute * MINUTE }, minute);

function stage() {
  const kit = inMemoryKit();
  const reading = createReading(kit);
  const reporting = createReporting({ ...kit, metrics: new InMemoryRunMetrics() });
  const errors: unknown[] = [];
  const effects = {
    deadLetters: { send: (_record: unknown, cause: string) => { errors.push(cause); return Promise.resolve(); } },
    observe: (_group: string, _messages: unknown, error: unknown) => { if (error !== undefined) errors.push(error); },
  };
  const deliver = async (...bodies: string[]) => {
    for (const body of bodies) await handleRecords(reading, effects, [{ messageId: '1', body }]);
  };
  /** The tick finds what is due and posts it to the queue of the reports. */
  const tick = async () => {
    const before = kit.dueQueue.posted.length;
    await reporting.onTick();
    const due = kit.dueQueue.posted.slice(before).map(({ due: one }) => one).filter(({ dueAt }) => dueAt <= kit.clock.now());
    for (const one of due) await handleRecords(reporting, effects, [{ messageId: '1', body: dueBody(one) }]);
    return due.length;
  };
  const run = () => kit.table.items.get(RUN_KEY)?.state as RunReadModel | undefined;
  const progress = () => kit.table.items.get(WAVE_KEY)?.state as WaveProgress;
  const said = () => kit.bus.facts().map(({ name, data }) => [name, ...Object.values(data as Record<string, unknown>).slice(1, 4)]);
  const listed = () => (run()?.attention ?? []).map(({ kind, subject }: Attention) => [kind, subject]);
  const held = () => standingHolds(progress()).map(([ordinal, { reason }]) => [ordinal, reason]);
  return { ...kit, reading, deliver, tick, run, progress, said, listed, held, errors };
}

describe('a fact that calls for a person', () => {
  it.each<[string, string, unknown[]]>([
    ['a wave that was halted', halted(), ['WaveHalted', 'wave canary', 'three errors']],
    ['an open breaker', mayNotStart('BreakerOpen'), ['BreakerOpen', '111111111111 us-east-1', 'because BreakerOpen']],
    ['a calendar that cannot be read', sendsNothing('CalendarUnknown'), ['SendingHeldLong', 'wave canary', 'CalendarUnknown: because CalendarUnknown']],
    ['an alarm that cannot be read', sendsNothing('AlarmUnknown'), ['SendingHeldLong', 'wave canary', 'AlarmUnknown: because AlarmUnknown']],
    ['an approval that ran out', sendsNothing('ApprovalOutdated'), ['SendingHeldLong', 'wave canary', 'ApprovalOutdated: because ApprovalOutdated']],
    ['an approval of another plan', sendsNothing('OtherHashApproved'), ['SendingHeldLong', 'wave canary', 'OtherHashApproved: because OtherHashApproved']],
    ['a control that cannot be read', sendsNothing('ControlUnknown'), ['SendingHeldLong', 'wave canary', 'ControlUnknown: because ControlUnknown']],
    ['an instance that did not come back', completed(1), ['LostAfterReboot', 'wave canary, 111111111111 us-east-1', '1 instance did not come back, after every try that is safe.']],
    ['instances that did not come back', completed(2), ['LostAfterReboot', 'wave canary, 111111111111 us-east-1', '2 instances did not come back, after every try that is safe.']],
    ['a run that failed', runEnded('Failed', 'no account'), ['RunEndedBadly', 'the run', 'It ended as Failed: no account']],
    ['a run that failed without a word', runEnded('Failed'), ['RunEndedBadly', 'the run', 'It ended as Failed.']],
    [
      'a run that an alarm halted',
      queueBody(runControlChanged, { runId, control: { seq: 1, state: 'Running', haltedWaves: [wave] }, by: { kind: 'alarm', id: 'arn' }, reason: 'the alarm 5xx is raised' }, 1),
      ['RunHalted', 'the run', 'the alarm 5xx is raised'],
    ],
  ])('is %s: said once, however often it comes', async (_words, body, expected) => {
    const { deliver, said, listed, errors } = stage();
    await deliver(body, body);
    expect([said(), listed(), errors]).toEqual([[['AttentionNeeded', ...expected]], [expected.slice(0, 2)], []]);
  });

  it.each<[string, string]>([
    ['a target that waits for another run', mayNotStart('LockedByAnotherRun')],
    ['a freeze', sendsNothing('Frozen')],
    ['a target that went well', completed(0)],
    ['a run that completed', runEnded('Completed')],
    [
      'a pause by a person',
      queueBody(runControlChanged, { runId, control: { seq: 2, state: 'Paused', haltedWaves: [wave] }, by: lee, reason: 'lunch' }, 1),
    ],
    [
      'an abort by an alarm, which is not a halt',
      queueBody(runControlChanged, { runId, control: { seq: 2, state: 'Aborted', haltedWaves: [wave] }, by: { kind: 'alarm', id: 'arn' }, reason: 'fire' }, 1),
    ],
  ])('is not %s', async (_words, body) => {
    const { deliver, said } = stage();
    await deliver(body);
    expect(said()).toEqual([]);
  });

  it('says what to do next', async () => {
    const { deliver, bus } = stage();
    await deliver(sendsNothing('CalendarUnknown'));
    expect(bus.facts()).toEqual([{
      name: 'AttentionNeeded',
      data: {
        runId, kind: 'SendingHeldLong', subject: 'wave canary', detail: 'CalendarUnknown: because CalendarUnknown',
        next: 'The change calendar cannot be read: check that the document exists and that the hub may call ssm:GetCalendarState.',
      },
    }]);
  });

  it('wakes nobody when it comes a day late, but is listed', async () => {
    const { deliver, clock, said, listed } = stage();
    clock.advanceMinutes(24 * 60 + 1);
    await deliver(halted());
    expect([said(), listed()]).toEqual([[], [['WaveHalted', 'wave canary']]]);
  });

  it('keeps the earliest time, in whatever order it comes', async () => {
    const { deliver, run } = stage();
    await deliver(halted('canary', 5), halted('rest', 3), halted('canary', 4), halted('canary', 6), halted('last', 3));
    expect(run()?.attention?.map(({ subject, at }) => [subject, (at - NIGHT) / MINUTE])).toEqual([['wave last', 3], ['wave rest', 3], ['wave canary', 4]]);
  });

  it('finds its way again after a crash between the wave and the run', async () => {
    const { deliver, table, said } = stage();
    const body = sendsNothing('CalendarUnknown');
    await deliver(body);
    table.items.delete(RUN_KEY);
    await deliver(body);
    expect(said()).toHaveLength(2);
  });

  it('is listed fifty times at most, and then once more', async () => {
    const { deliver, run, said } = stage();
    await deliver(...Array.from({ length: 53 }, (_, index) => halted(`wave-${String(index)}`, index + 1)));
    expect([run()?.attention?.length, said().length, run()?.attention?.at(-1)?.subject]).toEqual([51, 51, 'and more']);
  });
});

describe('a hold that lasts', () => {
  it.each<[string, string, unknown[]]>([
    ['a target that may not start', mayNotStart('LockedByAnotherRun'), ['TargetHeldLong', 'wave canary', 'LockedByAnotherRun: 111111111111 us-east-1: because LockedByAnotherRun']],
    ['a lent budget that is full', mayNotStart('BudgetFull'), ['TargetHeldLong', 'wave canary', 'BudgetFull: 111111111111 us-east-1: because BudgetFull']],
    ['a freeze', sendsNothing('Frozen'), ['SendingHeldLong', 'wave canary', 'Frozen: 111111111111 us-east-1: because Frozen']],
    ['a throttled region', sendsNothing('Throttled'), ['SendingHeldLong', '111111111111 us-east-1', 'Throttled: 111111111111 us-east-1: because Throttled']],
  ])('of %s is told after an hour, though nothing else happens', async (_words, body, expected) => {
    const { deliver, tick, clock, said, errors } = stage();
    await deliver(body);
    clock.advanceMinutes(60);
    expect([await tick(), said()]).toEqual([0, []]);
    clock.advanceMinutes(1);
    expect([await tick(), said()]).toEqual([1, [['AttentionNeeded', ...expected]]]);
    clock.advanceMinutes(60);
    expect([await tick(), errors]).toEqual([0, []]);
  });

  it('is told once for all targets of a wave that it holds', async () => {
    const { deliver, tick, clock, said } = stage();
    await deliver(sendsNothing('Frozen', 1, 0), sendsNothing('Frozen', 3, 1));
    clock.advanceMinutes(61);
    expect(await tick()).toBe(1);
    clock.advanceMinutes(2);
    expect([await tick(), said().length]).toEqual([1, 1]);
    expect(await tick()).toBe(0);
  });

  it('is told by its own alarm too, which comes to the other queue', async () => {
    const { reading, deliver, clock, said } = stage();
    await deliver(sendsNothing('Frozen'));
    clock.advanceMinutes(61);
    await reading.onGroup(WAVE_KEY, [{ kind: 'due', due: { key: WAVE_KEY, dueAt: clock.now() } }]);
    expect(said()).toHaveLength(1);
  });

  it.each<[string, string[]]>([
    ['that is over in time', [sendsNothing('Frozen'), sendsAgain(30)]],
    ['of a target that has started', [mayNotStart('BudgetFull'), admitted()]],
    ['of a target in whose place another wave of the run works', [mayNotStart('LockedByAnotherWave')]],
    ['of a target that is done', [sendsNothing('Frozen'), completed(0)]],
    ['of a wave that has ended', [mayNotStart('BudgetFull'), waveEnded]],
    ['of a run that has ended', [mayNotStart('BudgetFull'), runEnded('Completed')]],
  ])('%s is not told', async (_words, bodies) => {
    const { deliver, tick, clock, said } = stage();
    await deliver(...bodies);
    clock.advanceMinutes(61);
    await tick();
    expect([said(), await tick()]).toEqual([[], 0]);
  });

  it('is told of its last reason only, and an alarm that comes early tells nothing', async () => {
    const { reading, deliver, clock, said, table } = stage();
    const alarm = () => reading.onGroup(WAVE_KEY, [{ kind: 'due', due: { key: WAVE_KEY, dueAt: NIGHT } }]);
    await deliver(sendsNothing('Paused', 1), sendsNothing('Frozen', 3));
    clock.advanceMinutes(62);
    const version = table.items.get(WAVE_KEY)?.version;
    await alarm();
    expect([said(), table.items.get(WAVE_KEY)?.version]).toEqual([[], version]);
    clock.advanceMinutes(1);
    await alarm();
    expect(said()).toMatchObject([['AttentionNeeded', 'SendingHeldLong', 'wave canary', 'Frozen: 111111111111 us-east-1: because Frozen']]);
  });

  it('has nothing to say for an alarm of what nobody knows', async () => {
    const { deliver, table, errors } = stage();
    await deliver(dueBody({ key: WAVE_KEY, dueAt: NIGHT }), dueBody({ key: RUN_KEY, dueAt: NIGHT }));
    expect([table.items.size, errors]).toEqual([0, []]);
  });
});

describe('an approval that nobody gives', () => {
  it('is told once when half of the time is over, however often it was asked for', async () => {
    const { deliver, tick, clock, said } = stage();
    await deliver(asked(), asked(90), queueBody(voteCounted, { runId, wave, waveHash: HASH, voter: lee, votes: 1, quorum: 2 }, 100));
    clock.advanceMinutes(119);
    expect(await tick()).toBe(0);
    clock.advanceMinutes(1);
    expect([await tick(), said()]).toEqual([1, [['AttentionNeeded', 'ApprovalUnanswered', 'wave canary', '1 of 2 votes, and half of the time to answer is over.']]]);
    clock.advanceMinutes(60);
    expect(await tick()).toBe(0);
  });

  it.each<[string, string]>([
    ['is given', queueBody(waveApproved, { runId, wave, waveHash: HASH, approvedBy: [lee], validUntil: NIGHT + 900 * MINUTE }, 5)],
    ['is no longer needed', runEnded('Completed')],
  ])('is not told where it %s', async (_words, answer) => {
    const { deliver, tick, clock } = stage();
    await deliver(asked(), answer);
    clock.advanceMinutes(121);
    expect(await tick()).toBe(0);
  });
});

describe('the holds of targets', () => {
  it.each<[string, string[], unknown[]]>([
    ['are over with the start', [mayNotStart('BudgetFull'), admitted()], []],
    ['are over with the start, though the admission is said again', [mayNotStart('BudgetFull'), admitted(), sendsNothing('Frozen', 4), admitted(34)], [[0, 'Frozen']]],
    ['do not come back with a late word', [admitted(), mayNotStart('BudgetFull')], []],
    ['are over when it sends again', [sendsNothing('Frozen', 1), sendsAgain(2)], []],
    ['are over when it sends again, though that was heard first', [sendsAgain(2), sendsNothing('Frozen', 1)], []],
    ['are of the last reason', [sendsNothing('Paused', 5), sendsNothing('Frozen', 4)], [[0, 'Paused']]],
    ['are over in the millisecond in which both were said', [sendsAgain(1), sendsNothing('Frozen', 1)], []],
    ['are over with the target', [sendsNothing('Frozen', 1), completed(0), sendsNothing('Paused', 30), sendsAgain(31), mayNotStart('BudgetFull', 32)], []],
  ])('%s', async (_words, bodies, expected) => {
    const { deliver, held } = stage();
    await deliver(...bodies, ...bodies);
    expect(held()).toEqual(expected);
  });

  it('are kept with the last six words of a target, each once', async () => {
    const { deliver, progress } = stage();
    const words = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? sendsNothing('Frozen', index) : sendsAgain(index)));
    await deliver(...[...words].reverse(), ...words);
    expect(progress().holds?.['0']?.words.map(({ at, what }) => [(at - NIGHT) / MINUTE, what])).toEqual([
      [2, 'sending'], [3, 'over'], [4, 'sending'], [5, 'over'], [6, 'sending'], [7, 'over'],
    ]);
  });

  it('are listed for a hundred targets, and counted beyond', async () => {
    const { deliver, progress } = stage();
    const many = (minute: number) => Array.from({ length: 103 }, (_, ordinal) => mayNotStart('BudgetFull', minute, ordinal + 1));
    await deliver(...many(1), ...many(1), completed(0, 20, 103), completed(0, 20, 103), admitted());
    expect([Object.keys(progress().holds ?? {}).length, progress().unlisted?.length, JSON.stringify(progress()).length < 40_000]).toEqual([100, 26, true]);
    expect(progress().unlisted?.slice(-2)).toBe('06');
  });
});

it('the errors of a wave are those of the highest step', async () => {
  const { deliver, progress } = stage();
  const step = (number: number, errors: number) => queueBody(waveProgressed, { runId, wave, step: number, planned: 5, errors }, number);
  await deliver(step(2, 4), step(1, 2), step(2, 4));
  expect(progress().errors).toEqual({ step: 2, errors: 4 });
});
