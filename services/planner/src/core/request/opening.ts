import type { RunHead } from '../run/run-state.ts';

/** What the planner makes of a request for a run that does not exist yet. */
export interface Opening {
  head: Omit<RunHead, 'startedAt'>;
  notAfter: number;
  verdict: { ok: true; runTimeoutMinutes: number } | { ok: false; reasons: readonly string[] };
}
