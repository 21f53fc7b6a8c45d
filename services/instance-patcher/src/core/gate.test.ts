import { noGuards } from '#shared/domain/plan.ts';

import { refusalToSend, type GateReadings } from './gate.ts';
import { aClaimed, aSlice, aTarget, aborted, HOUR, halted, MINUTE, NOW, paused, running } from '../testing/target-in-test.ts';

const ALARM = 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:Errors';
const readings: GateReadings = { readAt: NOW, control: running, calendar: { state: 'OPEN' }, alarms: { state: 'quiet' } };
const gate = { readings, slice: aSlice(), command: aClaimed(), functionTimeoutMs: MINUTE, now: NOW };
const outdated = aTarget({ validUntil: NOW - 1 });
const other = aTarget({ approvedHash: 'b'.repeat(64), validUntil: NOW - 1 });

const reads = (spoiled: Partial<GateReadings>) => ({ ...gate, readings: { ...readings, ...spoiled } });
const guarded = (guards: object) => ({ ...gate, slice: aSlice({ guards: { ...noGuards, ...guards } }) });
const frozenUntil = (until: number) => guarded({ freezes: [{ from: NOW, until, reason: 'year end' }] });

test('an open gate refuses nothing', () => {
  expect(refusalToSend(aTarget(), gate)).toBeUndefined();
});

test.each([
  // delivery timeout 1 h + execution timeout 2 h + a minute for the way
  ['TimeUp', aTarget({ notAfter: NOW + 3 * HOUR + MINUTE - 1 }), gate],
  // 20 minutes on Linux + 5 to verify
  ['TimeUp', aTarget({ windowEndsAt: NOW + 25 * MINUTE - 1 }), gate],
  ['RunAborted', aTarget(), reads({ control: aborted })],
  ['WaveHalted', aTarget(), reads({ control: halted })],
])('stops: %s', (stop, target, spoiled) => {
  expect(refusalToSend(target, spoiled)).toEqual({ stop });
});

test.each([
  ['Paused', aTarget(), reads({ control: paused })],
  ['ControlUnknown', aTarget(), reads({ control: undefined })],
  ['CalendarClosed', aTarget(), reads({ calendar: { state: 'CLOSED' } })],
  ['CalendarUnknown', aTarget(), reads({ calendar: { state: 'unknown' } })],
  ['OtherHashApproved', other, gate],
  ['ApprovalOutdated', outdated, gate],
] as const)('holds for five minutes: %s', (reason, target, spoiled) => {
  expect(refusalToSend(target, spoiled)).toEqual({ hold: { reason, until: NOW + 5 * MINUTE } });
});

test.each([
  [HOUR, 5 * MINUTE],
  [3 * MINUTE, 3 * MINUTE],
  [1, MINUTE],
])('a calendar that opens in %i ms is read again in %i: it may be edited meanwhile', (opensInMs, forMs) => {
  const closed = reads({ calendar: { state: 'CLOSED', until: NOW + opensInMs } });
  expect(refusalToSend(aTarget(), closed)).toEqual({ hold: { reason: 'CalendarClosed', until: NOW + forMs } });
});

test.each([
  [NOW + 1, MINUTE],
  [NOW + 2 * MINUTE, 2 * MINUTE],
  [NOW + HOUR, 5 * MINUTE],
])('holds during a freeze, and looks again in one to five minutes', (until, forMs) => {
  expect(refusalToSend(aTarget(), frozenUntil(until))).toEqual({ hold: { reason: 'Frozen', until: NOW + forMs, which: 0 } });
});

test.each([
  ['has ended', { from: NOW - HOUR, until: NOW }],
  ['begins later', { from: NOW + 1, until: NOW + HOUR }],
])('sends when a freeze %s', (_case, times) => {
  expect(refusalToSend(aTarget(), guarded({ freezes: [{ ...times, reason: '' }] }))).toBeUndefined();
});

test.each([
  ['AlarmRaised', 'raised'],
  ['AlarmUnknown', 'unknown'],
] as const)('holds: %s, and says which', (reason, state) => {
  const spoiled = { ...reads({ alarms: { state, alarm: ALARM } }), slice: guarded({ alarms: ['arn:other', ALARM] }).slice };
  expect(refusalToSend(aTarget(), spoiled)).toEqual({ hold: { reason, until: NOW + 5 * MINUTE, which: 1 } });
});

test('an alarm reading that names none holds all the same', () => {
  const refusal = refusalToSend(aTarget(), reads({ alarms: { state: 'unknown' } }));
  expect(refusal).toEqual({ hold: { reason: 'AlarmUnknown', until: NOW + 5 * MINUTE, which: -1 } });
});

test.each([
  ['ReadingsTooOld', { ...gate, now: NOW + 2_001 }],
  ['ClaimTooOld', { ...gate, command: aClaimed({ claimedAt: NOW - MINUTE }) }],
])('is to be tried again: %s', (tryAgain, spoiled) => {
  expect(refusalToSend(aTarget(), spoiled)).toEqual({ tryAgain });
});

test('what just fits is sent', () => {
  const tight = aTarget({ notAfter: NOW + 3 * HOUR + MINUTE, windowEndsAt: NOW + 25 * MINUTE });
  expect(refusalToSend(tight, gate)).toBeUndefined();
});

test('time, control, freeze, calendar, alarm, hash, validity, age: the first that forbids is the reason', () => {
  const closed = { calendar: { state: 'CLOSED' }, alarms: { state: 'raised', alarm: ALARM }, readAt: NOW - HOUR } as const;
  const frozen = frozenUntil(NOW + HOUR).slice;
  expect([
    refusalToSend({ ...other, notAfter: NOW }, { ...reads({ ...closed, control: aborted }), slice: frozen }),
    refusalToSend(other, { ...reads({ ...closed, control: paused }), slice: frozen }),
    refusalToSend(other, { ...reads(closed), slice: frozen }),
    refusalToSend(other, reads(closed)),
    refusalToSend(other, reads({ ...closed, calendar: { state: 'OPEN' } })),
    refusalToSend(other, reads({ readAt: NOW - HOUR })),
    refusalToSend(outdated, reads({ readAt: NOW - HOUR })),
    refusalToSend(aTarget(), reads({ readAt: NOW - HOUR })),
  ]).toMatchObject([
    { stop: 'TimeUp' },
    { hold: { reason: 'Paused' } },
    { hold: { reason: 'Frozen' } },
    { hold: { reason: 'CalendarClosed' } },
    { hold: { reason: 'AlarmRaised' } },
    { hold: { reason: 'OtherHashApproved' } },
    { hold: { reason: 'ApprovalOutdated' } },
    { tryAgain: 'ReadingsTooOld' },
  ]);
});
