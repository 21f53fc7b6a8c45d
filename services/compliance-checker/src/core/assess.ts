import { causeLetter } from '#shared/domain/causes.ts';
import type { Finding } from '#shared/domain/findings.ts';
import { outcomeLetter, UNDECIDED } from '#shared/domain/outcomes.ts';
import type { Case, Judgement } from './case.ts';
import type { CheckState } from './check-state.ts';
import type { Evidence } from './evidence.ts';
import { findingOf } from './finding.ts';
import { judgeInstance } from './judge-instance.ts';
import { overdueAt } from './overdue.ts';

/** What a look has found, in the order of the command's instances. */
export interface Assessment {
  findings: readonly Finding[];
  laggingSince: Readonly<Record<string, number>>;
  lookAgainAt?: number;
}

const LAG_LOOK_AGAIN_MS = 60_000;

/** Judges every instance that is still open; a verdict given by an earlier look stays. */
export function assess(state: CheckState, evidence: Evidence, now: number): Assessment {
  const caseOf = caseMaker(state, evidence, now);
  const findings: Finding[] = [];
  const laggingSince: Record<string, number> = {};
  state.instanceIds.forEach((id, index) => {
    const one = caseOf(id, index);
    const decided = state.verdicts.charAt(index);
    if (decided !== UNDECIDED) {
      findings.push(findingOf(id, one, { verdict: decided, cause: state.causes.charAt(index) }));
      return;
    }
    const judgement = judgeInstance(one);
    if (judgement.kind === 'open' && judgement.lagging) laggingSince[String(index)] = one.laggingSince ?? now;
    findings.push(findingOf(id, one, lettersOf(judgement)));
  });
  const lookAgainAt = nextLook(state, { findings, laggingSince }, now);
  return { findings, laggingSince, ...(lookAgainAt === undefined ? {} : { lookAgainAt }) };
}

function caseMaker(state: CheckState, evidence: Evidence, now: number): (id: string, index: number) => Case {
  const invocations = byInstance(evidence.invocations);
  const patchStates = byInstance(evidence.patchStates);
  const agents = byInstance(evidence.agents);
  const command = { now, runId: state.runId, operation: state.options.operation, sentAt: state.sentAt, expiresAt: state.expiresAt };
  return (id, index) => ({
    ...command,
    ...present('laggingSince', state.laggingSince[String(index)]),
    ...present('invocation', invocations.get(id)),
    ...present('patchState', patchStates.get(id)),
    ...present('agent', agents.get(id)),
  });
}

function byInstance<Row extends { instanceId: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.instanceId, row]));
}

function present<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}

function lettersOf(judgement: Judgement): { verdict: string; cause: string } {
  if (judgement.kind === 'open') return { verdict: UNDECIDED, cause: causeLetter(undefined) };
  return { verdict: outcomeLetter(judgement.outcome), cause: causeLetter(judgement.cause) };
}

/** A patch state that lags is soon there; a command past its expiry is given up at a known time. Else the asker knows best. */
function nextLook(state: CheckState, seen: Pick<Assessment, 'findings' | 'laggingSince'>, now: number): number | undefined {
  if (Object.keys(seen.laggingSince).length > 0) return now + LAG_LOOK_AGAIN_MS;
  const someOpen = seen.findings.some(({ verdict }) => verdict === UNDECIDED);
  return someOpen && now >= state.expiresAt ? overdueAt(state) + 1_000 : undefined;
}
