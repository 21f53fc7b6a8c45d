import type { Decision } from '#shared/choreography/decision.ts';

/** Finds the requests of a run when it ends; also remembers an end that arrived before its plan. */
export interface RunApprovals {
  waves: readonly string[];
  ended: boolean;
}

type RunApprovalsDecision = Decision<RunApprovals, never> | undefined;

export function wavesOf(run: RunApprovals | undefined): readonly string[] {
  return run?.waves ?? [];
}

export function noteRequests(before: RunApprovals | undefined, waves: readonly string[]): RunApprovalsDecision {
  const known = wavesOf(before);
  const fresh = waves.filter((wave) => !known.includes(wave));
  return fresh.length === 0
    ? undefined
    : { state: { waves: [...known, ...fresh], ended: before?.ended ?? false }, events: [], effects: [] };
}

export function noteRunEnd(before: RunApprovals | undefined): RunApprovalsDecision {
  if (before?.ended === true) return undefined;
  return { state: { waves: wavesOf(before), ended: true }, events: [], effects: [] };
}
