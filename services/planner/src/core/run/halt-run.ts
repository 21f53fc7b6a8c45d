import type { Identity, RunControl } from '#shared/events/scalars.ts';

import type { PlanFacts } from '../plan/plan-facts.ts';
import { elementAt } from '../element-at.ts';
import { isEnded } from '../waves/wave-state.ts';
import { decided, type RunDecision } from './run-decision.ts';
import type { PlannedRun } from './run-state.ts';

export interface Halt {
  by: Identity;
  /** In words; cut where they are long. */
  reason: string;
}

/** It stands twice in the item of an ended run, which must stay under 4 KB. */
export const HALT_CHARACTERS_MAX = 200;

/**
 * Halts all waves that have not ended, in one numbered word. Those at work end with their WaveCompleted, the others are
 * skipped. Undefined where the run was stopped before: a second cause adds nothing.
 */
export function haltRun(run: PlannedRun, plan: PlanFacts, { by, reason: words }: Halt): RunDecision<PlannedRun> | undefined {
  if (run.haltReason !== undefined || run.control.state === 'Aborted') return undefined;
  const { seq, state, haltedWaves } = run.control;
  const reason = words.slice(0, HALT_CHARACTERS_MAX);
  const open = plan.waves.flatMap(({ name }, ordinal) => (isEnded(elementAt(run.waves, ordinal)) || haltedWaves.includes(name) ? [] : name));
  const control: RunControl = { seq: seq + 1, state, haltedWaves: [...haltedWaves, ...open] };
  return decided(
    { ...run, control, haltReason: reason },
    { type: 'RunControlChanged', seq: control.seq, state, halted: control.haltedWaves.length, by, reason },
  );
}
