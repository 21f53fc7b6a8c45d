import { readRunDefinition } from '#shared/domain/policy/read-run-definition.ts';
import { describeRules } from './validate-policy-rules.ts';

/** The lines for a policy of two waves with these rules, and these of its first wave. */
function linesOf(rules: Record<string, unknown>, ofWave: Record<string, unknown> = {}): string[] {
  const targets = { organizationalUnits: ['r-pw01'], regions: ['us-east-1'], platforms: ['Linux'] };
  const policy = { name: 'web', targets, waves: [{ name: 'canary', ...ofWave }, { name: 'main', dependsOn: ['canary'] }], ...rules };
  const result = readRunDefinition({ policy }, 'any');
  if (!result.ok) throw new Error(`expected a good policy, found ${JSON.stringify(result.problems)}`);
  return describeRules(result.definition);
}

const window = { cron: '0 22 ? * TUE#2 *', timeZone: 'Europe/Berlin', lengthMinutes: 240 };

it.each<[string, Record<string, unknown>, Record<string, unknown>, string[]]>([
  ['a share', {}, { percent: 5 }, ['Wave canary takes 5% of what it selects, at least one instance.']],
  ['a priority', {}, { priority: 7 }, ['Wave canary has priority 7.']],
  ['a bound over all targets', {}, { maxInstancesInFlight: 20 }, ['Wave canary has at most 20 of its instances in work at once.']],
  ['a stop rule', {}, { maxErrorsInWave: '2%' }, ['Wave canary halts after more than 2% errors.']],
  ['a window of its own', {}, { windows: [{ ...window, offsetDays: 3 }] }, ['Wave canary is patched in the window "0 22 ? * TUE#2 *" + 3 days (Europe/Berlin) for 4 h.']],
  ['windows of all waves', { windows: [window] }, {}, [
    'Wave canary is patched in the window "0 22 ? * TUE#2 *" (Europe/Berlin) for 4 h.', 'Wave main is patched in the window "0 22 ? * TUE#2 *" (Europe/Berlin) for 4 h.',
  ]],
  ['fewer waves at once than there are', { maxWavesAtOnce: 1 }, {}, ['At most 1 of the waves at once.']],
  ['a stop rule of the run', { maxErrorsInRun: 5 }, {}, ['The run halts after more than 5 errors.']],
  ['calendars', { calendars: ['ChangeFreeze', 'Holidays'] }, {}, ['Nothing is sent unless these calendars are open: ChangeFreeze, Holidays.']],
  ['an alarm', { alarms: ['arn:aws:cloudwatch:us-east-1:000000000000:alarm:5xx'] }, {}, ['Nothing is sent while one of these is in alarm: arn:aws:cloudwatch:us-east-1:000000000000:alarm:5xx.']],
  ['budgets', { budgets: [{ groupBy: 'zone', maxUnavailable: 1 }, { groupBy: 'tag:Service', maxUnavailable: '25%', oneZoneAtATime: true }] }, {}, [
    'At most 1 of each zone out of service.', 'At most 25% of each tag:Service out of service, in one zone at a time.',
  ]],
  ['a freeze', { freezes: [{ from: '2026-12-20T00:00:00Z', until: '2027-01-02T00:00:00Z', reason: 'year end' }] }, {}, ['Frozen from 2026-12-20 00:00 UTC until 2027-01-02 00:00 UTC: year end.']],
])('of %s a person is told', (_rule, rules, ...[ofWave, lines]) => {
  expect(linesOf(rules, ofWave)).toEqual([...lines, '']);
});

it('of a policy without such rules there is nothing to tell', () => {
  expect(linesOf({ maxWavesAtOnce: 2 })).toEqual([]);
});
