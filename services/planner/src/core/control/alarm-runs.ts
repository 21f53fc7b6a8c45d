import type { Decision } from '#shared/choreography/decision.ts';

/** The runs that name one alarm, as far as they may be alive. */
export interface AlarmRuns {
  runs: readonly NamingRun[];
}

interface NamingRun {
  runId: string;
  /** It has ended by then, or will never come into being; epoch ms. */
  until: number;
}

export type AlarmRunsDecision = Decision<AlarmRuns, never>;

/** Adds a run; one that stands there stays as it is. Runs of long ago are dropped on the way. */
export function nameRun(before: AlarmRuns | undefined, run: NamingRun, now: number): AlarmRunsDecision | undefined {
  const runs = before?.runs ?? [];
  if (runs.some(({ runId }) => runId === run.runId)) return undefined;
  return decision([...runs.filter(({ until }) => now <= until), run]);
}

/** Takes out the runs that were found to have ended. */
export function dropRuns(before: AlarmRuns | undefined, ended: ReadonlySet<string>): AlarmRunsDecision | undefined {
  const runs = before?.runs ?? [];
  const left = runs.filter(({ runId }) => !ended.has(runId));
  return left.length === runs.length ? undefined : decision(left);
}

function decision(runs: readonly NamingRun[]): AlarmRunsDecision {
  return { state: { runs }, events: [], effects: [] };
}
