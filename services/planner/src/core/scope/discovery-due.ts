import { endWithoutPlan } from '../run/end-without-plan.ts';
import { decided, type RunDecision } from '../run/run-decision.ts';
import type { DiscoveringRun } from '../run/run-state.ts';
import { startBuilding } from './start-building.ts';

/** An unanswered chunk is asked for again after this. */
export const DISCOVERY_ASKED_AGAIN_MS = 10 * 60_000;

/** After an hour without an answer the targets of a chunk count as unreachable: they must not keep the others waiting. */
export const DISCOVERY_ASKS_MAX = 6;

export function discoveryDue(run: DiscoveringRun, now: number): RunDecision | undefined {
  if (now >= run.endsBefore) {
    return decided(endWithoutPlan(run, { status: 'Failed', reason: "the run's time was up before its targets were known", now }), { type: 'RunCompleted' });
  }
  if (now < run.askAt) return undefined;
  if (run.asks >= DISCOVERY_ASKS_MAX) return startBuilding(run, now);
  return decided(
    { ...run, asks: run.asks + 1, askAt: now + DISCOVERY_ASKED_AGAIN_MS },
    { type: 'DiscoveryRequested', except: run.answered },
  );
}
