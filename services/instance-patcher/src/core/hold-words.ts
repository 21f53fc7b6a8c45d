import type { PlannedPart } from './planned-part.ts';
import type { Held, Hold } from './hold.ts';
import type { TargetFacts } from './target-state.ts';

/** The bound of the contract. */
const CHARACTERS_MAX = 300;

interface Told {
  held: Held;
  target: TargetFacts;
  slice: PlannedPart;
}

/** Why a target sends nothing, and what to do, in words for people. */
export function holdWords(told: Told): string {
  const words = wordsOf[told.held.reason](told);
  return words.length <= CHARACTERS_MAX ? words : `${words.slice(0, CHARACTERS_MAX - 3)}...`;
}

const wordsOf: Record<Hold, (told: Told) => string> = {
  Paused: () => 'The run is paused. What is in flight is followed to its end; resume the run to go on.',
  ControlUnknown: () =>
    'Whether the run may go on is not known here: no word of the planner has arrived. It comes again with the next ' +
    'admission; if not, look into the dead-letter queue of instance-patcher.',
  OtherHashApproved: () => 'The approval was given for another plan of this wave. Abort the run and request it anew.',
  ApprovalOutdated: ({ target }) =>
    `The approval was valid until ${timeOf(target.validUntil)}. Abort the run and request it anew to have the rest approved.`,
  Frozen({ held, slice }) {
    const freeze = slice.guards.freezes[held.which ?? -1];
    return freeze === undefined ? 'The policy freezes all changes now.' : `Frozen until ${timeOf(freeze.until)}: ${freeze.reason}`;
  },
  CalendarClosed: ({ slice }) => `A change calendar is closed: ${slice.guards.calendars.join(', ')}. It is read again every few minutes.`,
  CalendarUnknown: ({ slice }) =>
    `A change calendar cannot be read: ${slice.guards.calendars.join(', ')}. Check that it exists, is shared with the hub ` +
    'account, and that ssm:GetCalendarState is allowed.',
  AlarmRaised: (told) => `${alarmOf(told)} is in ALARM. Nothing is sent until it has cleared.`,
  AlarmUnknown: (told) =>
    `${alarmOf(told)} cannot be read. Check that it exists and that cloudwatch:DescribeAlarms is allowed in its account.`,
  BudgetFull: (told) => `As many of ${groupOf(told)} are out of service as the budget allows. The next go when these are verified healthy.`,
  Restored: ({ held }) =>
    'The tables were restored to an earlier moment. What was sent after it ' +
    (held.until === undefined ? 'is looked for first.' : `may run until ${timeOf(held.until)}; then it is looked for, and only then is anything sent.`),
  Throttled: ({ target, held }) =>
    `SSM throttles ${target.accountId} in ${target.region}. The next command goes ` +
    (held.until === undefined ? 'when SSM takes it.' : `at ${timeOf(held.until)}.`),
};

function alarmOf({ held, slice }: Told): string {
  return slice.guards.alarms[held.which ?? -1] ?? 'An alarm of the policy';
}

function groupOf({ held, slice }: Told): string {
  return slice.groups[held.which ?? -1]?.name ?? 'a group';
}

/** `2026-03-10T02:00Z`. */
function timeOf(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 16)}Z`;
}
