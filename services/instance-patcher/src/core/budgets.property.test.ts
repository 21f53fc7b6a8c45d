import fc from 'fast-check';

import { keepsBudget, packShares } from '#shared/domain/budget.ts';
import { outcomeOfLetter } from '#shared/domain/outcomes.ts';
import type { BudgetGroup } from '#shared/domain/plan.ts';

import { decideTarget, type TargetInput } from './decide-target.ts';
import { targetDueAt } from './due.ts';
import { openOrdinals, type ClaimedCommand, type OpenCommand, type SentCommand } from './open-command.ts';
import type { PlannedPart } from './planned-part.ts';
import { nothingSeen } from './seen.ts';
import type { TargetState, WorkingTarget } from './target-state.ts';
import { aContext, aGroup, anAdmission, aSlice, aTarget, HOUR, MINUTE, NOW, RUN } from '../testing/target-in-test.ts';

const INSTANCES = 24;
const { options } = aTarget();

const members = fc.uniqueArray(fc.nat(INSTANCES - 1), { minLength: 1, maxLength: INSTANCES }).map((all) => all.sort((a, b) => a - b));
const groups = fc.array(
  fc.record({ members, limit: fc.integer({ min: 1, max: 5 }), lent: fc.boolean(), oneZoneAtATime: fc.boolean() }),
  { maxLength: 5 },
);
const places = fc.array(fc.record({ platform: fc.constantFrom('Linux', 'Windows'), zone: fc.constantFrom('a', 'b', 'c') }), {
  minLength: INSTANCES, maxLength: INSTANCES,
});

/** What happens next: which open command, how it goes, and how long that takes. */
const happening = fc.record({
  which: fc.nat(9),
  verdicts: fc.array(fc.constantFrom('C', 'C', 'C', 'F', 'u', 'N', 'P', 'T', '.'), { minLength: 50, maxLength: 50 }),
  send: fc.constantFrom('accepted', 'accepted', 'throttled', 'frozen', 'unknownId', 'notReady'),
  minutes: fc.constantFrom(0, 1, 10, 45),
});
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;

const nights = fc.record({
  groups,
  places,
  limit: fc.integer({ min: 1, max: INSTANCES }),
  share: fc.integer({ min: 0, max: 3 }),
  windowMinutes: fc.constantFrom(undefined, 60, 200),
  happenings: fc.array(happening, { minLength: 1, maxLength: 30 }),
});

type Night = typeof nights extends fc.Arbitrary<infer One> ? One : never;

/** Reads from the state only who is in a command and who has which outcome; all else it counts for itself. */
function broken(state: TargetState, { slice, limits }: Planned): string | undefined {
  const open = state.commands.flatMap(openOrdinals);
  if (open.length > state.limit) return `${String(open.length)} in work`;
  if (new Set(open).size < open.length) return 'one in two commands';
  for (const [group, limit] of limits) {
    const out = group.members.filter((ordinal) => isOut(state, open, ordinal));
    if (out.length > limit) return `${group.name}: ${String(out.length)} out of service, ${String(limit)} allowed`;
    const zones = new Set(out.map((ordinal) => slice.instances[ordinal]?.zone));
    if (group.oneZoneAtATime && zones.size > 1) return `${group.name}: out of service in ${String(zones.size)} zones`;
  }
  return undefined;
}

const minutesPlanned = { Linux: 25, Windows: 50, macOS: 50 };

/** Those claimed just now that will not be done before the window closes. */
function sentTooLate({ commands, windowEndsAt = Infinity }: TargetState, { slice }: Planned, now: number): number[] {
  const claimed = commands.filter((command) => command.phase === 'Claimed' && command.claimedAt === now);
  return claimed.flatMap(openOrdinals).filter((ordinal) => {
    return now + minutesPlanned[slice.instances[ordinal]?.platform ?? 'macOS'] * MINUTE > windowEndsAt;
  });
}

function isOut(state: TargetState, open: readonly number[], ordinal: number): boolean {
  const outcome = outcomeOfLetter(state.outcomes.charAt(ordinal));
  const attempts = Number(state.attempts[ordinal]);
  if (outcome === undefined) return open.includes(ordinal) || attempts > 0;
  return keepsBudget({ outcome, attempts }, options);
}

/** How the open command goes on: its send is answered, or a look at it. */
function answerTo(command: OpenCommand, { verdicts, send }: Happening): TargetInput {
  switch (command.phase) {
    case 'Sent':
      return lookAnswer(command, verdicts);
    case 'Waiting':
      return { kind: 'known', command: command.command, known: openOrdinals(command).slice(1) };
    case 'Claimed':
      return answersOf(command)[send];
  }
}

function answersOf(claimed: ClaimedCommand): Record<Happening['send'], TargetInput> {
  const { command, claimedAt } = claimed;
  const failed = { kind: 'sendFailed', command, claimedAt } as const;
  const withdrawn = { kind: 'withdrawn', command, claimedAt } as const;
  return {
    accepted: accepted(claimed),
    throttled: { ...failed, failure: { kind: 'throttled', code: 'ThrottlingException', message: '' } },
    unknownId: { ...failed, failure: { kind: 'refused', code: 'InvalidInstanceId', message: '' } },
    frozen: { ...withdrawn, refusal: { hold: { reason: 'Frozen', until: claimedAt + MINUTE } } },
    notReady: { ...withdrawn, refusal: { tryAgain: 'NotReady' } },
  };
}

function accepted({ command }: OpenCommand): TargetInput {
  return { kind: 'accepted', command, commandId: String(command), sentAt: NOW, expiresAt: NOW + 3 * HOUR, expectedMinutes: 20 };
}

function lookAnswer(command: SentCommand, letters: readonly string[]): TargetInput {
  const asked = letters.slice(0, command.seen.length);
  const identity = { runId: RUN, wave: 'canary', target: 7, accountId: '111111111111', region: 'us-east-1' };
  const verdicts = asked.map((letter) => (letter === 'u' ? 'F' : letter)).join('');
  const causes = asked.map((letter) => (letter === 'u' ? 'u' : '.')).join('');
  return { kind: 'verified', answer: { ...identity, command: command.command, look: 999, verdicts, causes, findingsKey: 'f' } };
}

const allWell: Happening = { which: 0, verdicts: Array.from({ length: 50 }, () => 'C'), send: 'accepted', minutes: 1 };

/** After whatever a night brings all goes well, so that it comes to an end. */
const STEPS_MAX = 400;

interface Planned {
  slice: PlannedPart;
  lent: readonly number[];
  limits: ReadonlyMap<BudgetGroup, number>;
}

function plannedFor(night: Night): Planned {
  const named = night.groups.map(({ members: own, ...group }, index) => aGroup(`tag:A=${String(index)}`, own, group));
  const lent = named.filter((group) => group.lent).map((_, index) => (night.share + index) % 4);
  const left = [...lent];
  const limits = new Map(named.map((group) => [group, group.lent ? (left.shift() ?? 0) : group.limit]));
  return { slice: aSlice({ instances: night.places, groups: named }), lent, limits };
}

function admissionOf({ limit, windowMinutes }: Night, { lent }: Planned): TargetInput {
  const { admitted, ...all } = anAdmission({ maxErrors: { percent: 100 }, maxConcurrency: { number: limit } }, INSTANCES);
  const ends = { notAfter: NOW + 10_000 * HOUR, validUntil: NOW + 10_000 * HOUR };
  const window = windowMinutes === undefined ? {} : { windowEndsAt: NOW + windowMinutes * MINUTE };
  const shares = lent.length === 0 ? {} : { lent: packShares(lent) };
  return { kind: 'admitted', seen: nothingSeen, admission: { ...all, ...ends, ...window, admitted: { ...admitted, ...shares } } };
}

/** The next thing that is heard, and when: a command's answer, or the alarm where nothing else can come. */
function heardNext(state: WorkingTarget, next: Happening, now: number): { input: TargetInput; now: number } {
  const command = state.commands[next.which % Math.max(1, state.commands.length)];
  const waits = command === undefined || (next === allWell && command.phase === 'Waiting');
  if (!waits) return { input: answerTo(command, next), now };
  return { input: { kind: 'due' }, now: Math.max(now, targetDueAt(state) ?? now) };
}

/** Plays the night, and judges each state that it goes through. */
function endOf(night: Night): TargetState {
  const planned = plannedFor(night);
  const { slice } = planned;
  let now = NOW;
  let state: TargetState | undefined = decideTarget(undefined, [admissionOf(night, planned)], aContext({ slice }))?.state;
  const nexts = [...night.happenings, ...Array.from({ length: STEPS_MAX }, () => allWell)];
  for (const next of nexts) {
    if (state?.status !== 'Working') break;
    expect(broken(state, planned)).toBeUndefined();
    expect(targetDueAt(state)).toBeDefined();
    const heard = heardNext(state, next, now + next.minutes * MINUTE);
    now = heard.now;
    const { outcomes } = state;
    state = decideTarget(state, [heard.input], aContext({ now, slice }))?.state ?? state;
    expect(sentTooLate(state, planned, now)).toEqual([]);
    // A final word is never changed.
    expect(state.outcomes).toMatch(new RegExp(`^${outcomes}$`));
  }
  if (state === undefined) throw new Error('The target never began.');
  expect(broken(state, planned)).toBeUndefined();
  return state;
}

test('budgets, zones and slots hold at every moment, every instance ends with one outcome, and nobody starves', () => {
  fc.assert(
    fc.property(nights, (night) => {
      const { status, outcomes } = endOf(night);
      expect([status, outcomes]).toEqual(['Ended', expect.stringMatching(/^[A-Z]{24}$/)]);
    }),
    { numRuns: 150 },
  );
});
