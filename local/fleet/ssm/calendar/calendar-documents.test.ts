import type { UpdateDocumentRequest } from '@aws-sdk/client-ssm';
import { calendarText } from '#test/local/fleet/calendar.builder.ts';
import { callerOf, type FleetInTest, fleetInTest, minuteMs } from '#test/local/fleet/fleet-in-test.ts';

const nineToTen = ['2026-01-05T09:00:00Z', '2026-01-05T10:00:00Z'] as const;
const kind = { DocumentType: 'ChangeCalendar', DocumentFormat: 'TEXT' } as const;
const hub = callerOf('000000000000');

/** A fleet at 8 o'clock with the calendar `Freeze` in its first account. */
function withFreeze(content = calendarText([nineToTen])): FleetInTest {
  const inTest = fleetInTest();
  inTest.ssm('CreateDocument', { Name: 'Freeze', Content: content, ...kind });
  return inTest;
}

function update({ ssm }: FleetInTest, change: Partial<UpdateDocumentRequest>): string {
  const input = { Name: 'Freeze', Content: calendarText([]), DocumentVersion: '$LATEST', DocumentFormat: 'TEXT' as const, ...change };
  return ssm('UpdateDocument', input).DocumentDescription!.DocumentVersion!;
}

describe('the state of a calendar', () => {
  it('is open before an event, and tells when that changes', () => {
    const { ssm } = withFreeze();
    expect(ssm('GetCalendarState', { CalendarNames: ['Freeze'] })).toEqual({
      State: 'OPEN', AtTime: '2026-01-05T08:00:00Z', NextTransitionTime: '2026-01-05T09:00:00Z',
    });
  });

  it('goes with the clock: closed from the first moment of an event, open from the first after it', () => {
    const { ssm, timers } = withFreeze();
    const states = [60, 59, 1].map((minutes) => {
      timers.advanceBy(minutes * minuteMs);
      return ssm('GetCalendarState', { CalendarNames: ['Freeze'] });
    });
    expect(states).toEqual([
      { State: 'CLOSED', AtTime: '2026-01-05T09:00:00Z', NextTransitionTime: '2026-01-05T10:00:00Z' },
      { State: 'CLOSED', AtTime: '2026-01-05T09:59:00Z', NextTransitionTime: '2026-01-05T10:00:00Z' },
      { State: 'OPEN', AtTime: '2026-01-05T10:00:00Z' },
    ]);
  });

  it('is the other way round in a calendar that is closed by default', () => {
    const { ssm } = withFreeze(calendarText([nineToTen], 'DEFAULT_CLOSED'));
    const at = (AtTime: string) => ssm('GetCalendarState', { CalendarNames: ['Freeze'], AtTime });
    expect([at('2026-01-05T08:00:00Z'), at('2026-01-05T10:30:00+0100'), at('2026-01-05T10:00:00Z')]).toEqual([
      { State: 'CLOSED', AtTime: '2026-01-05T08:00:00Z', NextTransitionTime: '2026-01-05T09:00:00Z' },
      { State: 'OPEN', AtTime: '2026-01-05T09:30:00Z', NextTransitionTime: '2026-01-05T10:00:00Z' },
      { State: 'CLOSED', AtTime: '2026-01-05T10:00:00Z' },
    ]);
  });

  it('is closed if one of several is, until the last of them opens', () => {
    const { ssm } = withFreeze();
    const later = calendarText([['2026-01-05T09:30:00Z', '2026-01-05T11:00:00Z']]);
    ssm('CreateDocument', { Name: 'Other', Content: later, ...kind });
    ssm('CreateDocument', { Name: 'Empty', Content: calendarText([]), ...kind });
    expect(ssm('GetCalendarState', { CalendarNames: ['Empty', 'Freeze', 'Other'], AtTime: '2026-01-05T09:00:00Z' })).toEqual({
      State: 'CLOSED', AtTime: '2026-01-05T09:00:00Z', NextTransitionTime: '2026-01-05T11:00:00Z',
    });
  });

  it('is told to another account by the ARN, and to nobody by a name that is not his own', () => {
    const { ssm } = withFreeze();
    const arn = 'arn:aws:ssm:us-east-1:111111111111:document/Freeze';
    expect(ssm('GetCalendarState', { CalendarNames: [arn] }, hub).State).toBe('OPEN');
    expect(() => ssm('GetCalendarState', { CalendarNames: ['Freeze'] }, hub)).toThrow(expect.objectContaining({ code: 'InvalidDocument' }) as Error);
  });

  it.each<[string, string[], string]>([
    ['a calendar that nobody made', ['None'], 'InvalidDocument'],
    ['a calendar of another region', ['arn:aws:ssm:us-west-2:111111111111:document/West'], 'InvalidDocument'],
    ['one that nobody made beside one that is open', ['Freeze', 'None'], 'InvalidDocument'],
    ['a document that is no calendar', ['AWS-RunPatchBaseline'], 'InvalidDocumentType'],
    ['no calendar at all', [], 'ValidationException'],
    ['more than ten', Array.from({ length: 11 }, () => 'Freeze'), 'ValidationException'],
  ])('is refused for %s', (_words, names, code) => {
    const { ssm } = withFreeze();
    ssm('CreateDocument', { Name: 'West', Content: calendarText([]), ...kind }, callerOf('111111111111', 'us-west-2'));
    expect(() => ssm('GetCalendarState', { CalendarNames: names })).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('freezing and thawing', () => {
  const frozen = calendarText([['2026-01-05T07:00:00Z', '2026-01-06T00:00:00Z']]);

  it('takes effect when the new version becomes the default one, and not before', () => {
    const inTest = withFreeze(calendarText([]));
    const state = () => inTest.ssm('GetCalendarState', { CalendarNames: ['Freeze'] }).State;
    const version = update(inTest, { Content: frozen });
    const states = [state()];
    inTest.ssm('UpdateDocumentDefaultVersion', { Name: 'Freeze', DocumentVersion: version });
    states.push(state());
    inTest.ssm('UpdateDocumentDefaultVersion', { Name: 'Freeze', DocumentVersion: '1' });
    expect([version, ...states, state()]).toEqual(['2', 'OPEN', 'CLOSED', 'OPEN']);
  });

  it('keeps every version, and shows the default one unless asked for another', () => {
    const inTest = withFreeze();
    update(inTest, { Content: frozen });
    const shown = (DocumentVersion?: string) => {
      const { Content, DocumentVersion: version } = inTest.ssm('GetDocument', { Name: 'Freeze', ...(DocumentVersion === undefined ? {} : { DocumentVersion }) });
      return [version, Content === frozen];
    };
    expect([shown(), shown('$LATEST'), shown('1'), shown('2')]).toEqual([['1', false], ['2', true], ['1', false], ['2', true]]);
    expect(inTest.ssm('DescribeDocument', { Name: 'Freeze' }).Document).toMatchObject({
      Name: 'Freeze', Owner: '111111111111', DocumentVersion: '1', LatestVersion: '2', DefaultVersion: '1', DocumentType: 'ChangeCalendar',
    });
  });

  it('is over with a calendar that was deleted: it is unknown, not open', () => {
    const { ssm } = withFreeze();
    ssm('DeleteDocument', { Name: 'Freeze' });
    expect(() => ssm('GetCalendarState', { CalendarNames: ['Freeze'] })).toThrow(expect.objectContaining({ code: 'InvalidDocument' }) as Error);
  });

  it.each<[string, Partial<UpdateDocumentRequest>, string]>([
    ['of a calendar that nobody made', { Name: 'None' }, 'InvalidDocument'],
    ['with the content that it has', { Content: calendarText([nineToTen]) }, 'DuplicateDocumentContent'],
    ['with text that is no calendar', { Content: 'freeze!' }, 'InvalidDocumentContent'],
    ['with more than 64 KB', { Content: 'x'.repeat(65_537) }, 'MaxDocumentSizeExceeded'],
    ['as JSON', { DocumentFormat: 'JSON' }, 'ValidationException'],
    ['of a version that does not exist', { DocumentVersion: '7' }, 'InvalidDocumentVersion'],
  ])('refuses an update %s', (_words, change, code) => {
    expect(() => update(withFreeze(), change)).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('refuses an update of any version but the newest', () => {
    const inTest = withFreeze();
    update(inTest, { Content: frozen });
    expect(() => update(inTest, { DocumentVersion: '1' })).toThrow(expect.objectContaining({ code: 'InvalidDocumentVersion' }) as Error);
  });

  it('is for the account alone that the calendar belongs to', () => {
    const { ssm } = withFreeze();
    const Name = 'arn:aws:ssm:us-east-1:111111111111:document/Freeze';
    const attempts = [() => ssm('DeleteDocument', { Name }, hub), () => ssm('UpdateDocumentDefaultVersion', { Name, DocumentVersion: '1' }, hub)];
    for (const attempt of attempts) expect(attempt).toThrow(expect.objectContaining({ code: 'InvalidDocument' }) as Error);
  });
});

it.each<[string, object, string]>([
  ['twice', {}, 'DocumentAlreadyExists'],
  ['of another type', { Name: 'Other', DocumentType: 'Command' }, 'ValidationException'],
  ['without saying that it is text', { Name: 'Other', DocumentFormat: undefined }, 'ValidationException'],
  ['with a name of two letters', { Name: 'ab' }, 'ValidationException'],
])('a calendar is not made %s', (_words, change, code) => {
  const { ssm } = withFreeze();
  expect(() => ssm('CreateDocument', { Name: 'Freeze', Content: calendarText([]), ...kind, ...change })).toThrow(expect.objectContaining({ code }) as Error);
});

it('calendars are found again by a fleet that keeps its documents', () => {
  const documents = new Map();
  fleetInTest({ documents }).ssm('CreateDocument', { Name: 'Freeze', Content: calendarText([nineToTen]), ...kind });
  expect(fleetInTest({ documents }).ssm('GetCalendarState', { CalendarNames: ['Freeze'] }).State).toBe('OPEN');
});
