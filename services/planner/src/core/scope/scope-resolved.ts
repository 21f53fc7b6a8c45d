import { emptyBitmap } from '#shared/domain/bitmap.ts';

import { rejectedRun } from '../run/rejected-run.ts';
import { decided, type RunDecision } from '../run/run-decision.ts';
import type { ResolvingRun } from '../run/run-state.ts';
import { DISCOVERY_ASKED_AGAIN_MS } from './discovery-due.ts';

export type ScopeAnswer = { ok: true; chunks: number } | { ok: false; reasons: readonly string[] };

/** The planner's yes or no, once it is known which accounts are meant. The run's time begins with the yes. */
export function scopeResolved(run: ResolvingRun, answer: ScopeAnswer, now: number): RunDecision {
  if (!answer.ok) return decided(rejectedRun(run, answer.reasons), { type: 'RunRejected' });
  if (answer.chunks === 0) {
    return decided(rejectedRun(run, ['waves: found no account after the exclusions, expected at least one.']), { type: 'RunRejected' });
  }
  const { runId, policyName, requestedBy, startedAt, control, runTimeoutMinutes } = run;
  return decided(
    {
      phase: 'discovering', runId, policyName, requestedBy, startedAt, control,
      endsBefore: now + runTimeoutMinutes * 60_000,
      chunks: answer.chunks, answered: emptyBitmap, asks: 1, askAt: now + DISCOVERY_ASKED_AGAIN_MS,
    },
    { type: 'RunAccepted' },
    { type: 'DiscoveryRequested', except: emptyBitmap },
  );
}
