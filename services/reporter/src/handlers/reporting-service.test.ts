import { handleRecords } from '#shared/choreography/handle-records.ts';
import { dueBody } from '#shared/choreography/message.ts';
import { runListKey, runReadKeyOf, waveReadKeyOf, type RunReadModel, type WaveProgress } from '#shared/domain/read-model.ts';
import { outcomesKeyOf } from '#shared/domain/run-objects.ts';
import { runCompleted } from '#shared/events/run-completed.ts';
import { inMemoryKit, NIGHT } from '#shared/testing/test-aggregate.ts';
import { without } from '#shared/testing/without.ts';
import { reportItemKeyOf, type ReportState } from '../core/report/report-state.ts';
import type { RunEnded } from '../core/report/run-ended.ts';
import { InMemoryRunMetrics } from '../effects/run-metrics.in-memory.ts';
import { endedRun, RUN, type WaveSpec } from '../testing/ended-run.fixture.ts';
import { queueBody } from '../testing/queue-body.fixture.ts';
import { createReporting } from './reporting-service.ts';

const KEY = reportItemKeyOf(RUN);
const published = { name: 'ReportPublished', data: { runId: RUN, html: `runs/${RUN}/report.html`, json: `runs/${RUN}/report.json`, csv: `runs/${RUN}/report.csv` } };
const target = { accountId: '111111111111', region: 'us-east-1' };
const canary: WaveSpec = {
  name: 'canary',
  targets: [{ ...target, letters: 'CCF', cause: 'DiskFull', findings: (_id, letter) => ({ exitCode: letter === 'F' ? 155 : 0 }) }],
};

function stage() {
  const kit = inMemoryKit();
  const metrics = new InMemoryRunMetrics();
  const runs = kit.items<RunReadModel, never>();
  const service = createReporting({ ...kit, metrics });
  const errors: unknown[] = [];
  const deliver = (...bodies: string[]) =>
    handleRecords(
      service,
      { deadLetters: { send: () => Promise.resolve() }, observe: (_group, _messages, error) => { if (error !== undefined) errors.push(error); } },
      bodies.map((body, index) => ({ messageId: String(index), body })),
    );
  const read = (format: string) => kit.objects.bodies.get(`runs/${RUN}/report.${format}`) ?? '';
  const json = () => JSON.parse(read('json')) as Record<string, unknown> & { instances: Record<string, unknown>[]; warnings: string[] };
  const item = () => kit.table.items.get(KEY)?.state as ReportState;
  return { ...kit, metrics, runs, deliver, read, json, item, errors };
}

const outcomesOf = (report: { instances: Record<string, unknown>[] }) => report.instances.map(({ outcome, cause }) => [outcome, cause]);

describe('a run that has ended', () => {
  it('gets its report in three formats, then the event, then its metrics', async () => {
    const { deliver, objects, bus, read, json, metrics, item } = stage();
    const ended = await endedRun(objects, [canary]);
    await deliver(queueBody(runCompleted, ended));
    expect(bus.facts()).toEqual([published]);
    expect(read('html')).toContain('2 of 3 planned instances are compliant; 1 needs a person.');
    expect(read('csv').split('\r\n')).toHaveLength(5);
    expect(json()).toMatchObject({ status: 'Completed', report: published.data.html === '' ? {} : { html: published.data.html }, warnings: [] });
    expect(json().instances.map(({ exitCode }) => exitCode)).toEqual([0, 0, 155]);
    expect(metrics.recorded).toEqual([ended]);
    expect(item()).toEqual({ kind: 'published', runId: RUN });
  });

  it('leaves its end and its report in the read model, whose own messages may be lost', async () => {
    const { deliver, objects, table } = stage();
    await deliver(queueBody(runCompleted, await endedRun(objects, [canary])));
    const { runId, ...report } = published.data;
    expect(table.items.get(runReadKeyOf(runId))?.state).toMatchObject({ status: 'Completed', report });
    expect(table.items.get(runListKey)?.state).toMatchObject({ runs: [{ runId, status: 'Completed' }] });
  });

  it('answers again when it is asked again, without a second report or a second metric', async () => {
    const { deliver, objects, bus, metrics } = stage();
    const ended = queueBody(runCompleted, await endedRun(objects, [canary]));
    await deliver(ended, ended);
    objects.bodies.delete(`runs/${RUN}/report.html`);
    await deliver(ended);
    expect(bus.facts()).toEqual([published, published]);
    expect(objects.bodies.has(`runs/${RUN}/report.html`)).toBe(false);
    expect(metrics.recorded).toHaveLength(1);
  });

  it('shows what the read model knows of approvals and times', async () => {
    const { deliver, objects, runs, read } = stage();
    const approval = { state: 'approved', waveHash: 'h', at: NIGHT, by: [{ kind: 'chat', id: 'lee' }] } as const;
    const state: RunReadModel = {
      runId: RUN, status: 'Running', refusals: [], lastFactAt: NIGHT, waves: [{ name: 'canary', status: 'Running', startedAt: NIGHT, endedAt: NIGHT + 60_000, approval }],
    };
    await runs.save({ key: runReadKeyOf(RUN), version: 1, state, outbox: [], outboxSeq: 0 });
    await deliver(queueBody(runCompleted, await endedRun(objects, [canary])));
    expect(read('html')).toContain('approved by lee (chat)');
    expect(read('html')).toContain('class="timeline"');
  });

  it('takes a read model that has heard the closing word already', async () => {
    const { deliver, objects, runs, json, bus } = stage();
    const ended = await endedRun(objects, [canary]);
    await deliver(queueBody(runCompleted, ended));
    const state: RunReadModel = { ...(json() as unknown as RunReadModel), runId: RUN, refusals: [], lastFactAt: ended.endedAt };
    const second = stage();
    await endedRun(second.objects, [canary]);
    await runs.save({ key: runReadKeyOf(RUN), version: 1, state, outbox: [], outboxSeq: 0 });
    await second.deliver(queueBody(runCompleted, ended));
    expect(second.bus.facts()).toEqual(bus.facts());
  });

  it('has a report even without a plan', async () => {
    const { deliver, objects, bus, read } = stage();
    const ended = without(await endedRun(objects, []), 'manifestKey', 'planHash');
    await deliver(queueBody(runCompleted, { ...ended, status: 'Failed', reason: 'no account matches' }));
    expect(bus.facts().at(-1)).toEqual(published);
    expect(read('html')).toContain('No account matches.');
  });
});

describe('what calls for a person', () => {
  const said = (facts: readonly { name: string; data: unknown }[]) => facts.filter(({ name }) => name === 'AttentionNeeded').map(({ data }) => data);
  const unsent: WaveSpec = { name: 'canary', targets: [{ ...target, letters: 'CUU', cause: 'SendUnknown' }] };

  it('is said once, and stands in the report and in the read model', async () => {
    const { deliver, objects, bus, table, read, json } = stage();
    const ended = { ...(await endedRun(objects, [unsent])), status: 'Halted' as const, reason: 'wave canary was halted' };
    await deliver(queueBody(runCompleted, ended), queueBody(runCompleted, ended));
    expect(said(bus.facts())).toMatchObject([
      { kind: 'RunEndedBadly', subject: 'the run', detail: 'It ended as Halted: wave canary was halted' },
      { kind: 'SendUnknown', subject: 'the run', detail: 'Of 2 instances nobody can tell whether the command was sent; it was not sent again.' },
    ]);
    expect((json()['attention'] as { kind: string }[]).map(({ kind }) => kind)).toEqual(['RunEndedBadly', 'SendUnknown']);
    expect(read('html')).toContain('Nobody knows whether it was sent: the run');
    expect((table.items.get(runReadKeyOf(RUN))?.state as RunReadModel).attention).toHaveLength(2);
  });

  it('is said of one instance', async () => {
    const { deliver, objects, bus } = stage();
    await deliver(queueBody(runCompleted, await endedRun(objects, [{ ...unsent, targets: [{ ...target, letters: 'U', cause: 'SendUnknown' }] }])));
    expect(said(bus.facts())).toMatchObject([{ detail: 'Of 1 instance nobody can tell whether the command was sent; it was not sent again.' }]);
  });
});

describe('the holds of a run', () => {
  it('stand in the report', async () => {
    const { deliver, objects, table, read, json, items } = stage();
    const words = [{ at: NIGHT, what: 'sending' as const, reason: 'Frozen', detail: 'year end' }, { at: NIGHT + 60_000, what: 'over' as const }];
    const state: WaveProgress = {
      runId: RUN, wave: 'canary', admitted: '1', completed: '1', outcomes: {}, commands: { planned: 1, accepted: 1, throttled: 0 }, inFlight: {}, lastFactAt: NIGHT,
      holds: { 0: { ...target, words } },
    };
    await items<WaveProgress, never>().save({ key: waveReadKeyOf(RUN, 'canary'), version: 1, state, outbox: [], outboxSeq: 0 });
    await deliver(queueBody(runCompleted, await endedRun(objects, [canary])));
    expect(json()['holds']).toMatchObject([{ wave: 'canary', what: 'sending', reason: 'Frozen', targets: 1 }]);
    expect(read('html')).toContain('sending to 1 target');
    expect(table.items.get(waveReadKeyOf(RUN, 'canary'))?.version).toBe(1);
  });
});

describe('targets that never started', () => {
  it.each<[string, Partial<WaveSpec>, { letter: string; outcome: string; cause: string }]>([
    ['of a halted wave', { status: 'Halted' }, { letter: 'S', outcome: 'Skipped', cause: 'WaveHalted' }],
    ['of a wave that ran out of time', { status: 'Passed' }, { letter: 'D', outcome: 'Deferred', cause: 'TimeUp' }],
    ['of a wave that was refused', { status: 'Skipped', reason: 'The approval was refused' }, { letter: 'S', outcome: 'Skipped', cause: 'ApprovalRejected' }],
  ])('%s', async (_words, spec, { letter, outcome, cause }) => {
    const { deliver, objects, json } = stage();
    const silent = { ...target, region: 'us-west-2', letters: letter.repeat(2), silent: true };
    await deliver(queueBody(runCompleted, await endedRun(objects, [{ ...canary, ...spec, targets: [...canary.targets, silent] }])));
    expect(outcomesOf(json()).slice(3)).toEqual([[outcome, cause], [outcome, cause]]);
  });

  it('of a wave that the closing word does not name', async () => {
    const { deliver, objects, json } = stage();
    const rest: WaveSpec = { name: 'rest', status: 'Skipped', targets: [{ ...target, letters: 'S', silent: true }] };
    const ended = await endedRun(objects, [canary, rest]);
    await deliver(queueBody(runCompleted, { ...ended, waves: ended.waves.slice(0, 1) }));
    expect(outcomesOf(json())[3]).toEqual(['Skipped', 'WaveNotStarted']);
  });
});

describe('rows that do not add up', () => {
  const spoil = (ended: RunEnded): RunEnded => ({ ...ended, waves: ended.waves.map((wave) => ({ ...wave, outcomes: { Compliant: 3 } })) });

  it('are waited for, a minute each time', async () => {
    const { deliver, objects, bus, clock, item } = stage();
    await deliver(queueBody(runCompleted, spoil(await endedRun(objects, [canary]))));
    expect(bus.facts()).toEqual([]);
    expect(item()).toMatchObject({ kind: 'collecting', checks: 1, checkAt: clock.now() + 60_000 });
  });

  it('are not counted twice for an early alarm or a repeated closing word', async () => {
    const { deliver, objects, item } = stage();
    const ended = queueBody(runCompleted, spoil(await endedRun(objects, [canary])));
    await deliver(ended);
    await deliver(ended, dueBody({ key: KEY, dueAt: NIGHT }));
    expect(item()).toMatchObject({ checks: 1 });
  });

  it('are published as soon as they do', async () => {
    const { deliver, objects, bus, clock, json } = stage();
    const ended = await endedRun(objects, [canary]);
    const missing = outcomesKeyOf({ runId: RUN, wave: 'canary', target: 0 });
    const body = objects.bodies.get(missing) ?? '';
    objects.bodies.delete(missing);
    await deliver(queueBody(runCompleted, ended));
    expect(bus.facts()).toEqual([]);
    objects.bodies.set(missing, body);
    clock.advanceMinutes(1);
    await deliver(dueBody({ key: KEY, dueAt: clock.now() }));
    expect(bus.facts()).toEqual([published]);
    expect(json().warnings).toEqual([]);
  });

  it('are published with a warning after ten more checks', async () => {
    const { deliver, objects, bus, clock, json, read } = stage();
    await deliver(queueBody(runCompleted, spoil(await endedRun(objects, [canary]))));
    for (let check = 1; check <= 10; check += 1) {
      expect(bus.facts()).toEqual([]);
      clock.advanceMinutes(1);
      await deliver(dueBody({ key: KEY, dueAt: clock.now() }));
    }
    expect(bus.facts()).toEqual([published]);
    expect(json().warnings).toContain("This report does not add up: wave canary: the run counted 3 Compliant, the instances' records say 2.");
    expect(read('html')).toContain('This report does not add up');
  });
});

describe('a build that failed', () => {
  it('is made up for by the alarm of the item, and the message comes again meanwhile', async () => {
    const { deliver, objects, bus, clock, errors } = stage();
    const ended = await endedRun(objects, [canary]);
    const key = ended.manifestKey ?? '';
    const manifest = objects.bodies.get(key) ?? '';
    objects.bodies.delete(key);
    expect(await deliver(queueBody(runCompleted, ended))).toEqual(['0']);
    expect(errors).toMatchObject([{ name: 'MissingObject' }]);
    objects.bodies.set(key, manifest);
    clock.advanceMinutes(10);
    await deliver(dueBody({ key: KEY, dueAt: clock.now() }));
    expect(bus.facts()).toEqual([published]);
  });
});

describe('the queue', () => {
  it('acknowledges an alarm that is over, and one for a report that it does not know', async () => {
    const { deliver, objects, bus } = stage();
    expect(await deliver(dueBody({ key: KEY, dueAt: NIGHT }))).toEqual([]);
    await deliver(queueBody(runCompleted, await endedRun(objects, [canary])));
    expect(await deliver(dueBody({ key: KEY, dueAt: NIGHT }))).toEqual([]);
    expect(bus.facts()).toEqual([published]);
  });

  it('posts alarms at the tick', async () => {
    const { deliver, objects, dueQueue, clock } = stage();
    const ended = await endedRun(objects, [canary]);
    objects.bodies.delete(ended.manifestKey ?? '');
    await deliver(queueBody(runCompleted, ended));
    clock.advanceMinutes(5);
    const before = dueQueue.posted.length;
    await deliver(JSON.stringify({ type: 'Tick' }));
    expect(dueQueue.posted.slice(before)).toEqual([{ due: { key: KEY, dueAt: NIGHT + 600_000 }, delaySeconds: 300 }]);
  });

  it('refuses what its rules should never have let in', async () => {
    const { deliver } = stage();
    const foreign = JSON.stringify({ source: 'aws.ssm', 'detail-type': 'X', account: '1', region: 'r', detail: {} });
    await expect(deliver(foreign)).rejects.toThrow('expected RunCompleted or Due');
  });
});
