import type { Finding } from '#shared/domain/findings.ts';
import { ENDED_UNDECIDED, UNDECIDED } from '#shared/domain/outcomes.ts';
import { minutesDigitsAt, packMinutes, UNKNOWN_MINUTES } from '#shared/domain/packed-minutes.ts';
import type { Assessment } from './assess.ts';
import { hasOpen, newCheck, type CheckRecipe, type CheckState, type Question } from './check-state.ts';
import { backOffMinutes } from './failed-read.ts';

/** What came of reading a command for a look. */
export type Reading = { kind: 'assessed'; look: number; assessment: Assessment } | { kind: 'failed'; look: number };

interface Decision {
  state: CheckState;
  events: readonly CheckRecipe[];
  effects: readonly never[];
}

interface Input {
  question: Question | undefined;
  reading: Reading | undefined;
}

/** The state once the question is heard; undefined where there is none and none may be made. */
export function hear(state: CheckState | undefined, question: Question | undefined, now: number): CheckState | undefined {
  if (question === undefined) return state;
  if (state === undefined) return newCheck(question, now);
  return question.look > state.asked ? { ...state, asked: question.look } : state;
}

/** The look to be made now. Not while an earlier read's back-off lasts: a throttled region gets its rest. */
export function lookToMake(state: CheckState, now: number): number | undefined {
  if (!hasOpen(state) || state.asked <= state.answered) return undefined;
  return now < (state.readAgainAt ?? now) ? undefined : state.asked;
}

/** Undefined: nothing changes. */
export function decideCheck(before: CheckState | undefined, { question, reading }: Input, now: number): Decision | undefined {
  const state = hear(before, question, now);
  if (state === undefined) return undefined;
  if (reading !== undefined && isNews(state, reading)) return withReading(state, reading, now);
  if (!hasOpen(state) && state.asked > state.answered) return answer({ ...state, answered: state.asked });
  if (isAnswered(state, question)) return answer(state);
  return state === before ? undefined : { state, events: [], effects: [] };
}

function isAnswered({ answered }: CheckState, question: Question | undefined): boolean {
  return question !== undefined && question.look <= answered;
}

/** A slower look has nothing to add to what a later one has said. */
function isNews(state: CheckState, { look }: Reading): boolean {
  return look > state.answered && hasOpen(state);
}

function withReading(state: CheckState, reading: Reading, now: number): Decision {
  if (reading.kind === 'assessed') return answer(withAssessment(state, reading.look, reading.assessment));
  const readFailures = state.readFailures + 1;
  return {
    state: { ...state, readFailures, readAgainAt: now + backOffMinutes(readFailures) * 60_000 },
    events: [],
    effects: [],
  };
}

/** A verdict once given stays, whatever a later or slower look says. */
function withAssessment(state: CheckState, look: number, { findings, laggingSince, lookAgainAt }: Assessment): CheckState {
  const kept = { ...state };
  delete kept.lookAgainAt;
  delete kept.readAgainAt;
  const said = findings.map((finding, index) => sayOf(state, finding, index));
  return {
    ...kept,
    answered: look,
    evidenceLook: look,
    verdicts: said.map(({ verdict }) => verdict).join(''),
    causes: said.map(({ cause }) => cause).join(''),
    minutes: said.map(({ minutes }) => minutes).join(''),
    laggingSince,
    readFailures: 0,
    ...(lookAgainAt === undefined ? {} : { lookAgainAt }),
  };
}

function sayOf(state: CheckState, finding: Finding, index: number): { verdict: string; cause: string; minutes: string } {
  const decided = state.verdicts.charAt(index);
  if (decided !== UNDECIDED) {
    return { verdict: decided, cause: state.causes.charAt(index), minutes: minutesDigitsAt(state.minutes, index) };
  }
  const { verdict, cause, operationEndedAt } = finding;
  const tookMs = operationEndedAt === undefined ? undefined : operationEndedAt - state.sentAt;
  return { verdict, cause, minutes: verdict === UNDECIDED ? UNKNOWN_MINUTES : packMinutes(tookMs) };
}

function answer(state: CheckState): Decision {
  const { answered, evidenceLook, causes, lookAgainAt } = state;
  const recipe = { look: answered, evidenceLook, verdicts: saidVerdicts(state), causes, ...(lookAgainAt === undefined ? {} : { lookAgainAt }) };
  return { state, events: [recipe], effects: [] };
}

/** Whose patch state lags has ended there, which is worth saying before the verdict can be given. */
function saidVerdicts({ verdicts, laggingSince }: CheckState): string {
  return Array.from(verdicts, (letter, index) => (letter === UNDECIDED && String(index) in laggingSince ? ENDED_UNDECIDED : letter)).join('');
}
