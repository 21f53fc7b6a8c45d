import { without } from '#shared/testing/without.ts';
import type { RunReadModel, WaveProgress, WaveReadModel } from './read-model.ts';
import { awaits } from './run-awaits.ts';

const NIGHT = Date.UTC(2026, 2, 10, 2);
const MINUTE = 60_000;
const ana = { kind: 'cli', id: 'ana' } as const;

const run = (spoilt: Partial<RunReadModel> = {}): RunReadModel => ({
  runId: 'r1', status: 'Running', acceptedAt: NIGHT, planHash: 'h', waves: [], refusals: [], lastFactAt: NIGHT, ...spoilt,
});
const wave = (spoilt: Partial<WaveReadModel>): WaveReadModel => ({ name: 'canary', status: 'Running', targets: 4, planned: 40, startedAt: NIGHT, ...spoilt });
const progress = (spoilt: Partial<WaveProgress> = {}): WaveProgress => ({
  runId: 'r1', wave: 'canary', admitted: '7', completed: '1', outcomes: {}, commands: { planned: 0, accepted: 0, throttled: 0 }, inFlight: {}, lastFactAt: NIGHT, ...spoilt,
});
const said = (model: RunReadModel, some: readonly WaveProgress[] = []): string[] => awaits(model, some, NIGHT + 3 * MINUTE);

describe('before the first wave', () => {
  it('awaits the planner, the plan, then the start', () => {
    const unheard = without(run({ status: 'Planning' }), 'acceptedAt', 'planHash');
    const accepted = without(run({ status: 'Planning' }), 'planHash');
    expect([unheard, accepted, run()].flatMap((model) => said(model))).toEqual([
      "The planner's answer to the request; the last news is 3 min old.",
      "The plan: the targets' instances are being listed; the last news is 3 min old.",
      'The start of the first wave; the last news is 3 min old.',
    ]);
  });
});

describe('a wave', () => {
  it.each<[string, Partial<WaveReadModel>, string]>([
    [
      'that waits for people says for how many and until when',
      { status: 'AwaitingApproval', approval: { state: 'requested', waveHash: 'h', at: NIGHT, quorum: 2, expiresAt: NIGHT + 60 * MINUTE } },
      'Wave canary waits for 2 people to approve its 40 instances until 2026-03-10 03:00 UTC.',
    ],
    [
      'that waits for the second of two people says so',
      { status: 'AwaitingApproval', approval: { state: 'requested', waveHash: 'h', at: NIGHT, quorum: 2, votes: [{ by: ana, at: NIGHT }] } },
      'Wave canary waits for 2 people to approve its 40 instances (1 of 2 votes so far).',
    ],
    ['that nobody was asked about yet', { status: 'AwaitingApproval' }, 'Wave canary waits for one person to approve its 40 instances.'],
    [
      'that is held says why and until when',
      { status: 'Waiting', holds: [{ reason: 'WindowClosed', detail: 'the window opens at night', until: NIGHT + 60 * MINUTE, at: NIGHT }] },
      'Wave canary waits for its start until 2026-03-10 03:00 UTC: the window opens at night.',
    ],
    ['that is held without a word', { status: 'Waiting', holds: [{ reason: 'Paused', detail: '', at: NIGHT }] }, 'Wave canary waits for its start.'],
    ['that is approved, but not held', { status: 'Waiting' }, 'Wave canary waits for its start.'],
    [
      'that bakes says nothing of the hold before its start',
      { status: 'Baking', holds: [{ reason: 'WindowClosed', detail: 'old', at: NIGHT }] },
      'Wave canary is done and watched before it counts as passed.',
    ],
  ])('%s', (_words, spoilt, sentence) => expect(said(run({ waves: [wave(spoilt)] }))).toEqual([sentence]));

  it('at work says how far it is, how old the news is, and who is held', () => {
    const words = [{ at: NIGHT, what: 'start' as const, reason: 'BreakerOpen', detail: 'throttled', until: NIGHT + 60 * MINUTE }];
    const holds = { 3: { accountId: '111111111111', region: 'us-east-1', words } };
    expect(said(run({ waves: [wave({})] }), [progress({ holds, unlisted: '3', errors: { step: 1, errors: 2 } })])).toEqual([
      'Wave canary is being patched: 1 of 4 targets done, 2 in work, 2 errors so far; the last news is 3 min old. 2 more targets are held. ' +
        '111111111111 us-east-1 may not start (BreakerOpen).',
    ]);
  });

  it('at work without news', () => {
    expect(said(run({ waves: [without(wave({}), 'targets')] }))).toEqual(['Wave canary is being patched: 0 of 0 targets done, 0 in work.']);
  });

  it('that has halted is followed until its last target has ended', () => {
    const halt = { accountId: '111111111111', region: 'us-east-1', errors: 3, errorsAllowed: 1, detail: '' };
    expect(said(run({ waves: [wave({ status: 'Halted', halt })] }), [progress()])).toEqual([
      'Wave canary is halted: its targets in flight are followed to their end (1 of 4 targets done, 2 in work).',
    ]);
    expect(said(run({ waves: [wave({ status: 'Halted', halt, ending: 'Halted' })] }))).toEqual(["The planner's closing word; the last news is 3 min old."]);
  });

  it('that has not begun says nothing beside one that has', () => {
    expect(said(run({ waves: [wave({ status: 'Baking' }), wave({ name: 'rest', status: 'Pending' })] }))).toHaveLength(1);
  });
});

describe('a run that was halted', () => {
  const halt = { seq: 1, by: { kind: 'alarm', id: 'arn' } as const, reason: 'the alarm 5xx is raised', at: NIGHT };

  it('follows what is in flight, and no longer waits for what has not begun', () => {
    expect(said(run({ halt, waves: [wave({ status: 'Halted' }), { name: 'rest', status: 'Waiting' }] }))).toEqual([
      'The end of what is in flight: the run was halted (the alarm 5xx is raised).',
      'Wave canary is halted: its targets in flight are followed to their end (0 of 4 targets done, 0 in work).',
    ]);
  });

  it('and then aborted is aborted', () => {
    const control = { seq: 2, state: 'Aborted' as const, haltedWaves: [], by: ana, reason: 'lunch', at: NIGHT };
    expect(said(run({ halt, control }))).toEqual(['The end of what is in flight: ana aborted the run (lunch).']);
  });
});

describe('a person', () => {
  const control = (state: 'Paused' | 'Aborted' | 'Running') => ({ seq: 1, state, haltedWaves: [], by: ana, reason: 'lunch', at: NIGHT });

  it('who paused the run is awaited first', () => {
    expect(said(run({ status: 'Paused', waves: [wave({})], control: control('Paused') }))).toEqual([
      'A person: ana paused the run (lunch). "patchwave run resume r1 --reason TEXT" lets it go on.',
      'Wave canary is being patched: 0 of 4 targets done, 0 in work.',
    ]);
  });

  it('who aborted it is not, but what is in flight', () => {
    expect(said(run({ control: control('Aborted') }))).toEqual(['The end of what is in flight: ana aborted the run (lunch).']);
  });

  it('who resumed it is not', () => {
    expect(said(run({ control: control('Running') }))).toEqual(['The start of the first wave; the last news is 3 min old.']);
  });
});

describe('after the end', () => {
  it('awaits the report, then nothing', () => {
    const report = { html: 'h', json: 'j', csv: 'c' };
    expect([run({ status: 'Halted', reason: 'wave canary was halted' }), run({ status: 'Completed', reason: '', report })].flatMap((model) => said(model))).toEqual([
      'The report: the run has ended as Halted: wave canary was halted.',
      'Nothing: the run has ended as Completed. Its report is ready.',
    ]);
  });

  it('awaits no report of a request that was refused', () => {
    expect(said(without(run({ status: 'Rejected' }), 'planHash'))).toEqual(['Nothing: the request was refused.']);
  });

  it('awaits the report of a run whose approval was refused', () => {
    expect(said(run({ status: 'Rejected' }))).toEqual(['The report: the run has ended as Rejected.']);
  });
});
