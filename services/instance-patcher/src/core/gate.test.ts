import { refusalToSend } from './gate.ts';
import { aTarget, aborted, HOUR, halted, MINUTE, NOW, paused, running } from '../testing/target-in-test.ts';

const readings = { readAt: NOW, control: running, calendar: 'OPEN' as const };
const gate = { readings, claimedAt: NOW, functionTimeoutMs: MINUTE, now: NOW };
const outdated = aTarget({ validUntil: NOW - 1 });
const other = aTarget({ approvedHash: 'b'.repeat(64), validUntil: NOW - 1 });

test('an open gate has no reason', () => {
  expect(refusalToSend(aTarget(), gate)).toBeUndefined();
});

test.each([
  // delivery timeout 1 h + execution timeout 2 h + a minute for the way
  ['TimeUp', aTarget({ notAfter: NOW + 3 * HOUR + MINUTE - 1 }), gate],
  ['RunAborted', aTarget(), { ...gate, readings: { ...readings, control: aborted } }],
  ['WaveHalted', aTarget(), { ...gate, readings: { ...readings, control: halted } }],
  ['Paused', aTarget(), { ...gate, readings: { ...readings, control: paused } }],
  ['ControlUnknown', aTarget(), { ...gate, readings: { ...readings, control: undefined } }],
  ['CalendarClosed', aTarget(), { ...gate, readings: { ...readings, calendar: 'CLOSED' as const } }],
  ['CalendarUnknown', aTarget(), { ...gate, readings: { ...readings, calendar: 'unknown' as const } }],
  ['OtherHashApproved', other, gate],
  ['ApprovalOutdated', outdated, gate],
  ['ReadingsTooOld', aTarget(), { ...gate, now: NOW + 2_001 }],
  ['ClaimTooOld', aTarget(), { ...gate, claimedAt: NOW - MINUTE }],
])('refuses: %s', (reason, target, spoiled) => {
  expect(refusalToSend(target, spoiled)).toBe(reason);
});

test('what just fits is sent', () => {
  expect(refusalToSend(aTarget({ notAfter: NOW + 3 * HOUR + MINUTE }), gate)).toBeUndefined();
});

test('time, control, calendar, hash, validity: the first that forbids is the reason', () => {
  const allWrong = { ...gate, readings: { ...readings, control: paused, calendar: 'CLOSED' as const } };
  expect([
    refusalToSend({ ...other, notAfter: NOW }, allWrong),
    refusalToSend(other, allWrong),
    refusalToSend(other, { ...allWrong, readings: { ...allWrong.readings, control: running } }),
    refusalToSend(other, gate),
    refusalToSend(outdated, gate),
  ]).toEqual(['TimeUp', 'Paused', 'CalendarClosed', 'OtherHashApproved', 'ApprovalOutdated']);
});
