import type { Held } from './hold.ts';
import { holdWords } from './hold-words.ts';
import { aSlice, aTarget, HOUR, NOW } from '../testing/target-in-test.ts';

const slice = aSlice({
  groups: [{ name: 'tag:Service=checkout', limit: 1, lent: false, oneZoneAtATime: false, members: [0] }],
  guards: {
    freezes: [{ from: NOW, until: NOW + HOUR, reason: 'year end' }],
    calendars: ['Freeze', 'Fair'],
    alarms: ['arn:aws:cloudwatch:us-east-1:000000000000:alarm:Errors'],
  },
});

test.each<[Held, string]>([
  [{ reason: 'Paused' }, 'resume the run to go on'],
  [{ reason: 'ControlUnknown' }, 'no word of the planner has arrived'],
  [{ reason: 'OtherHashApproved' }, 'another plan of this wave'],
  [{ reason: 'ApprovalOutdated' }, 'valid until 2026-03-10T08:00Z'],
  [{ reason: 'Frozen', which: 0 }, 'Frozen until 2026-03-10T03:00Z: year end'],
  [{ reason: 'Frozen' }, 'freezes all changes'],
  [{ reason: 'CalendarClosed' }, 'A change calendar is closed: Freeze, Fair.'],
  [{ reason: 'CalendarUnknown' }, 'cannot be read: Freeze, Fair.'],
  [{ reason: 'AlarmRaised', which: 0 }, 'alarm:Errors is in ALARM'],
  [{ reason: 'AlarmUnknown', which: -1 }, 'An alarm of the policy cannot be read'],
  [{ reason: 'AlarmUnknown' }, 'An alarm of the policy cannot be read'],
  [{ reason: 'BudgetFull' }, 'As many of a group are out of service'],
  [{ reason: 'BudgetFull', which: 0 }, 'As many of tag:Service=checkout are out of service'],
  [{ reason: 'BudgetFull', which: -1 }, 'As many of a group are out of service'],
  [{ reason: 'Throttled', until: NOW }, 'SSM throttles 111111111111 in us-east-1. The next command goes at 2026-03-10T02:00Z.'],
  [{ reason: 'Restored', until: NOW }, 'may run until 2026-03-10T02:00Z; then it is looked for'],
  [{ reason: 'Restored' }, 'is looked for first'],
])('%j is put in words', (held, words) => {
  expect(holdWords({ held, target: aTarget(), slice })).toContain(words);
});

test('a time that is not known is not invented', () => {
  expect(holdWords({ held: { reason: 'Throttled' }, target: aTarget(), slice })).toContain('goes when SSM takes it');
});

test('long words are cut at the bound of the event', () => {
  const long = aSlice({ guards: { freezes: [], alarms: [], calendars: ['x'.repeat(400)] } });
  expect(holdWords({ held: { reason: 'CalendarClosed' }, target: aTarget(), slice: long })).toMatch(/^.{297}\.\.\.$/);
});
