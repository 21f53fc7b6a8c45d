import type { RunReadModel, WaveProgress, WaveReadModel } from './read-model.ts';
import { describeHold, describeHoldShortly, holdsNow as holdsAt, unlistedHolds, type RunHold } from './run-holds.ts';
import { standingHolds, type HoldWord, type TargetHolds } from './target-holds.ts';

const NIGHT = Date.UTC(2026, 2, 10, 2);
const MINUTE = 60_000;

const start = (minute: number, reason = 'LockedByAnotherRun'): HoldWord => ({ at: NIGHT + minute * MINUTE, what: 'start', reason, detail: `because ${reason}`, until: NIGHT + 60 * MINUTE });
const sending = (minute: number, reason = 'Frozen'): HoldWord => ({ at: NIGHT + minute * MINUTE, what: 'sending', reason, detail: 'year end' });
const over = (minute: number): HoldWord => ({ at: NIGHT + minute * MINUTE, what: 'over' });
const target = (ordinal: number, ...words: HoldWord[]): [string, TargetHolds] => [String(ordinal), { accountId: `11111111111${String(ordinal)}`, region: 'us-east-1', words }];
const progress = (targets: [string, TargetHolds][], spoilt: Partial<WaveProgress> = {}): WaveProgress => ({
  runId: 'r1', wave: 'canary', admitted: '', completed: '', outcomes: {}, commands: { planned: 0, accepted: 0, throttled: 0 }, inFlight: {},
  holds: Object.fromEntries(targets), lastFactAt: NIGHT, ...spoilt,
});
const run = (wave: Partial<WaveReadModel> = {}, spoilt: Partial<RunReadModel> = {}): RunReadModel => ({
  runId: 'r1', status: 'Running', waves: [{ name: 'canary', status: 'Running', ...wave }], refusals: [], lastFactAt: NIGHT, ...spoilt,
});

const holdsNow = (model: RunReadModel, some: readonly WaveProgress[]) => holdsAt(model, some, NIGHT);

describe('a target', () => {
  const held = (...words: HoldWord[]) => standingHolds(progress([target(0, ...words)])).map(([, { reason, since, told }]) => [reason, (since - NIGHT) / MINUTE, told]);

  it.each<[string, HoldWord[], unknown[]]>([
    ['is held by the last word', [start(1), sending(2)], [['Frozen', 2, false]]],
    ['is held since the first word of the same reason', [sending(1, 'Paused'), sending(2), sending(4)], [['Frozen', 2, false]]],
    ['is held since it was held again', [sending(1), over(2), sending(4)], [['Frozen', 4, false]]],
    ['is not held once it goes on', [sending(1), over(2)], []],
    ['is not held where nothing was said', [], []],
    ['is told of once for a reason', [{ ...sending(1), told: true }, sending(2)], [['Frozen', 1, true]]],
    ['is held by a word without words', [{ at: NIGHT, what: 'sending' }], [['', 0, false]]],
  ])('%s', (_words, words, expected) => expect(held(...words)).toEqual(expected));

  it.each<[string, WaveProgress, number]>([
    ['that has started is not held from starting', progress([target(0, start(1))], { admitted: '1' }), 0],
    ['that has started may be held from sending', progress([target(0, sending(1))], { admitted: '1' }), 1],
    ['that is done is not held', progress([target(0, sending(1))], { completed: '1' }), 0],
    ['of which nobody said anything is not held', progress([]), 0],
  ])('%s', (_words, model, count) => expect(standingHolds(model)).toHaveLength(count));

  it('was not held in a model of an earlier version', () => {
    expect(standingHolds({ admitted: '', completed: '' })).toEqual([]);
  });
});

describe('the holds of a run', () => {
  it('are one a reason, the most targets first, with the first five of them', () => {
    const many = Array.from({ length: 7 }, (_, index) => target(index + 1, start(7 - index)));
    expect(holdsNow(run(), [progress([target(0, sending(3)), ...many])])).toEqual([
      {
        wave: 'canary', what: 'start', reason: 'LockedByAnotherRun', detail: 'because LockedByAnotherRun', since: NIGHT + MINUTE, until: NIGHT + 60 * MINUTE, targets: 7,
        places: [7, 6, 5, 4, 3].map((ordinal) => ({ accountId: `11111111111${String(ordinal)}`, region: 'us-east-1' })),
      },
      { wave: 'canary', what: 'sending', reason: 'Frozen', detail: 'year end', since: NIGHT + 3 * MINUTE, targets: 1, places: [{ accountId: '111111111110', region: 'us-east-1' }] },
    ]);
  });

  it.each<[string, WaveReadModel['status'], number]>([
    ['hold a wave that waits', 'Waiting', 1],
    ['hold a wave that waits for people', 'AwaitingApproval', 1],
    ['do not hold a wave at work', 'Running', 0],
  ])('%s', (_words, status, count) => {
    const holds = [{ reason: 'WindowClosed', detail: '', at: NIGHT }, { reason: 'Frozen', detail: 'year end', until: NIGHT + MINUTE, at: NIGHT + 1 }];
    const expected: RunHold = { wave: 'canary', what: 'wave', reason: 'Frozen', detail: 'year end', since: NIGHT + 1, until: NIGHT + MINUTE, targets: 0, places: [] };
    expect(holdsNow(run({ status, holds }), [])).toEqual(count === 0 ? [] : [expected]);
  });

  it('leave out when a wave is looked at again where nobody knows', () => {
    expect(holdsNow(run({ status: 'Waiting', holds: [{ reason: 'AwaitingTurn', detail: '', at: NIGHT }] }), [])[0]).not.toHaveProperty('until');
  });

  it('leave out a look that is over: they are said once, and looked at many times', () => {
    const [hold] = holdsAt(run(), [progress([target(0, start(1)), target(1, { ...start(1), until: NIGHT + 90 * MINUTE })])], NIGHT + 60 * MINUTE);
    expect(hold?.until).toBe(NIGHT + 90 * MINUTE);
    expect(holdsAt(run(), [progress([target(0, start(1))])], NIGHT + 60 * MINUTE)[0]).not.toHaveProperty('until');
  });

  it('are over with the wave and with the run', () => {
    const held = [progress([target(0, start(1))])];
    expect([holdsNow(run({ ending: 'Halted' }), held), holdsNow(run({}, { status: 'Halted' }), held)]).toEqual([[], []]);
  });

  it('count those for whom there was no room', () => {
    expect([unlistedHolds(progress([], { unlisted: 'f1' })), unlistedHolds({})]).toEqual([5, 0]);
  });
});

describe('a hold in words', () => {
  const hold = (spoilt: Partial<RunHold>): RunHold => ({ wave: 'main', what: 'sending', reason: 'Frozen', detail: 'year end.', since: NIGHT, targets: 2, places: [{ accountId: '1', region: 'r' }], ...spoilt });

  it.each<[Partial<RunHold>, string]>([
    [{}, '2 targets send nothing (Frozen): year end.'],
    [{ targets: 1 }, '1 r sends nothing (Frozen): year end.'],
    [{ what: 'start', until: NIGHT }, '2 targets may not start until 2026-03-10 02:00 UTC (Frozen): year end.'],
    [{ what: 'wave', targets: 0, places: [], detail: '' }, 'Wave main waits (Frozen).'],
  ])('%j', (spoilt, words) => expect(describeHold(hold(spoilt))).toBe(words));

  it('may do without its detail', () => expect(describeHoldShortly(hold({ until: NIGHT }))).toBe('2 targets send nothing (Frozen).'));
});
