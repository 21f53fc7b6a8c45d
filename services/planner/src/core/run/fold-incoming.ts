import type { Incoming } from './incoming.ts';
import type { RunDecision } from './run-decision.ts';
import type { DecideRun } from './decide-run.ts';
import type { RunState } from './run-state.ts';

/** All that a batch holds for one run, taken in one after the other and written once; undefined when nothing changes. */
export function foldIncoming(decide: DecideRun, incoming: readonly Incoming[]): (run: RunState | undefined, now: number) => RunDecision | undefined {
  return (run, now) => {
    if (run === undefined) return undefined;
    let folded: RunDecision | undefined;
    for (const each of incoming) {
      const before: RunDecision = folded ?? { state: run, events: [], effects: [] };
      const next = decide(before.state, each, now);
      if (next === undefined) continue;
      folded = { state: next.state, events: [...before.events, ...next.events], effects: [...before.effects, ...next.effects] };
    }
    return folded;
  };
}
