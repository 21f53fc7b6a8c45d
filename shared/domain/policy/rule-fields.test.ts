import { aPolicyDraft, complaintsOf, RUN_ID, type PolicyDraft } from './policy.fixture.ts';
import { readRunDefinition } from './read-run-definition.ts';

const night = { cron: '0 22 ? * SAT *', timeZone: 'Europe/Berlin', lengthMinutes: 240 };
const yearEnd = { from: '2026-12-20T00:00:00Z', until: '2027-01-02T00:00:00+01:00', reason: 'year end' };
const budget = { groupBy: 'tag:Service', maxUnavailable: 1 };
const alarm = 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:checkout 5xx';

it('are taken into the definition, with a default for what they leave out', () => {
  const policy = aPolicyDraft((draft) => {
    draft['maxWavesAtOnce'] = 2;
    draft['maxErrorsInRun'] = '2%';
    draft['windows'] = [night];
    draft['freezes'] = [yearEnd, { from: '2027-03-01T00:00:00Z', until: '2027-03-02T00:00:00Z' }];
    draft['calendars'] = ['ChangeFreeze', 'arn:aws:ssm:eu-central-1:123456789012:document/ChangeFreeze'];
    draft['alarms'] = [alarm];
    draft['budgets'] = [budget, { groupBy: 'zone', maxUnavailable: '25%', oneZoneAtATime: true }];
    draft['schedule'] = { cron: '0 2 ? * TUE#2 *', timeZone: 'UTC', offsetDays: 3 };
    draft.waves[0] = { name: 'canary', percent: 10, priority: 5, maxInstancesInFlight: '10%', maxErrorsInWave: 3, windows: [{ ...night, offsetDays: 3 }] };
  });

  const taken = { ...night, offsetDays: 0 };
  expect(readRunDefinition({ policy }, RUN_ID)).toMatchObject({
    ok: true,
    definition: {
      maxWavesAtOnce: 2,
      maxErrorsInRun: { percent: 2 },
      freezes: [
        { from: Date.UTC(2026, 11, 20), until: Date.UTC(2027, 0, 1, 23), reason: 'year end' },
        { from: Date.UTC(2027, 2, 1), until: Date.UTC(2027, 2, 2), reason: 'no reason given' },
      ],
      calendars: ['ChangeFreeze', 'arn:aws:ssm:eu-central-1:123456789012:document/ChangeFreeze'],
      alarms: [alarm],
      budgets: [
        { groupBy: 'tag:Service', maxUnavailable: { number: 1 }, oneZoneAtATime: false },
        { groupBy: 'zone', maxUnavailable: { percent: 25 }, oneZoneAtATime: true },
      ],
      waves: [
        { percent: 10, priority: 5, maxInstancesInFlight: { percent: 10 }, maxErrorsInWave: { number: 3 }, windows: [{ ...taken, offsetDays: 3 }] },
        { priority: 0, windows: [taken] },
      ],
    },
  });
});

it('that a policy does not set are left out of its definition', () => {
  const result = readRunDefinition({ policy: aPolicyDraft() }, RUN_ID);

  expect(result.ok && Object.keys(result.definition.waves[0]!).filter((key) => /percent|InFlight|InWave/.test(key))).toEqual([]);
  expect(result).not.toHaveProperty('definition.maxErrorsInRun');
});

const badTime = 'a time with its offset, such as "2026-12-20T00:00:00Z"';
const badCron = 'a cron expression of EventBridge Scheduler such as "0 2 ? * TUE#2 *"';
const badCalendar = 'the name or the ARN of an SSM document of the type ChangeCalendar';
const badAlarm = 'the ARN of a CloudWatch alarm, such as arn:aws:cloudwatch:eu-central-1:123456789012:alarm:checkout-5xx';

it.each<[string, (policy: PolicyDraft) => void, string]>([
  ['no wave at once', (p) => (p['maxWavesAtOnce'] = 0), 'maxWavesAtOnce: found 0, expected a whole number from 1 to 20.'],
  ['errors over 100%', (p) => (p['maxErrorsInRun'] = '101%'), 'maxErrorsInRun: found "101%", expected a whole number from 0, or 0% to 100%.'],
  ['an empty list of windows', (p) => (p['windows'] = []), 'windows: found [], expected at least one of windows.'],
  ['too many windows', (p) => (p['windows'] = Array.from({ length: 11 }, () => night)), `windows: found ${JSON.stringify([night, night]).slice(0, 60)}..., expected at most 10 windows.`],
  ['a window without a length', (p) => (p['windows'] = [{ cron: night.cron, timeZone: 'UTC' }]), 'windows[0].lengthMinutes: found nothing, expected a whole number from 1 to 10080.'],
  ['a window of more than a week', (p) => (p['windows'] = [{ ...night, lengthMinutes: 10_081 }]), 'windows[0].lengthMinutes: found 10081, expected a whole number from 1 to 10080.'],
  ['an offset of a month', (p) => (p['windows'] = [{ ...night, offsetDays: 28 }]), 'windows[0].offsetDays: found 28, expected a whole number from 0 to 27.'],
  ['a window whose zone nobody knows', (p) => (p['windows'] = [{ ...night, timeZone: 'Mars/Base' }]), 'windows[0].timeZone: found "Mars/Base", expected an IANA time zone such as Europe/Berlin.'],
  ['a wave\'s window with a cron of five fields', (p) => (p.waves[1]['windows'] = [night, { ...night, cron: '0 2 * * *' }]), `waves[1].windows[1].cron: found "0 2 * * *", expected ${badCron} (expected 6 fields (minutes hours day-of-month month day-of-week year), found 5).`],
  ['a schedule moved by a month', (p) => (p['schedule'] = { cron: '0 2 ? * TUE#2 *', timeZone: 'UTC', offsetDays: 28 }), 'schedule.offsetDays: found 28, expected a whole number from 0 to 27.'],
  ['a freeze from a day without a time', (p) => (p['freezes'] = [{ ...yearEnd, from: '2026-12-20' }]), `freezes[0].from: found "2026-12-20", expected ${badTime}.`],
  ['a freeze until a time without an offset', (p) => (p['freezes'] = [{ ...yearEnd, until: '2027-01-02T00:00:00' }]), `freezes[0].until: found "2027-01-02T00:00:00", expected ${badTime}.`],
  ['a freeze until a day that does not exist', (p) => (p['freezes'] = [{ ...yearEnd, until: '2027-02-30T00:00:00Z' }]), `freezes[0].until: found "2027-02-30T00:00:00Z", expected ${badTime}.`],
  ['a freeze from before all time', (p) => (p['freezes'] = [{ ...yearEnd, from: '1969-12-31T00:00:00Z' }]), `freezes[0].from: found "1969-12-31T00:00:00Z", expected ${badTime}.`],
  ['a calendar with a space', (p) => (p['calendars'] = ['Change Freeze']), `calendars[0]: found "Change Freeze", expected ${badCalendar}.`],
  ['a calendar that is something else', (p) => (p['calendars'] = ['arn:aws:ssm:eu-central-1:123456789012:parameter/x']), `calendars[0]: found "arn:aws:ssm:eu-central-1:123456789012:parameter/x", expected ${badCalendar}.`],
  ['an alarm by its name', (p) => (p['alarms'] = ['checkout-5xx']), `alarms[0]: found "checkout-5xx", expected ${badAlarm}.`],
  ['a budget by an unknown group', (p) => (p['budgets'] = [{ ...budget, groupBy: 'subnet' }]), 'budgets[0].groupBy: found "subnet", expected tag:<key>, autoScalingGroup or zone.'],
  ['a budget by a tag without a key', (p) => (p['budgets'] = [{ ...budget, groupBy: 'tag:' }]), 'budgets[0].groupBy: found "tag:", expected tag:<key>, autoScalingGroup or zone.'],
  ['a budget in words', (p) => (p['budgets'] = [{ ...budget, maxUnavailable: 'few' }]), 'budgets[0].maxUnavailable: found "few", expected a whole number from 1, or 1% to 100%.'],
  ['a share of all', (p) => (p.waves[0]['percent'] = 100), 'waves[0].percent: found 100, expected a whole number from 1 to 99.'],
  ['a share in words', (p) => (p.waves[0]['percent'] = '10%'), 'waves[0].percent: found "10%", expected a whole number from 1 to 99.'],
  ['a priority over 100', (p) => (p.waves[0]['priority'] = 101), 'waves[0].priority: found 101, expected a whole number from 0 to 100.'],
  ['no instance in flight', (p) => (p.waves[0]['maxInstancesInFlight'] = 0), 'waves[0].maxInstancesInFlight: found 0, expected a whole number from 1, or 1% to 100%.'],
])('with %s are refused', (_fault, spoil, complaint) => {
  expect(complaintsOf(aPolicyDraft(spoil))).toEqual([complaint]);
});
