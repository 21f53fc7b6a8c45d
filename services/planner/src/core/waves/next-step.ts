import { elementAt } from '../element-at.ts';
import type { PlanFacts } from '../plan/plan-facts.ts';
import type { PlannedRun } from '../run/run-state.ts';
import { nextWave } from './next-wave.ts';
import type { WaveStep } from './wave-context.ts';
import { isUnstarted } from './wave-state.ts';

interface Step extends WaveStep {
  ordinal: number;
}

/**
 * The next step that a wave takes by itself. A start waits for all that may let a more important wave start, and a hold
 * is only said when nothing else is left to be done; undefined when the waves stay as they are.
 */
export function nextStep(run: PlannedRun, plan: PlanFacts, now: number): Step | undefined {
  let start: Step | undefined;
  let hold: Step | undefined;
  for (const ordinal of byPriority(plan)) {
    const step = nextWave({ run, plan, ordinal, now });
    if (step === undefined) continue;
    const found = { ...step, ordinal };
    if (isUnstarted(step.wave)) hold ??= found;
    else if (isStart(run, found)) start ??= found;
    else return found;
  }
  return start ?? hold;
}

function isStart({ waves }: PlannedRun, { ordinal, wave }: Step): boolean {
  return wave.status === 'Running' && isUnstarted(elementAt(waves, ordinal));
}

/** The higher first; the same: in the order written. */
function byPriority({ waves }: PlanFacts): number[] {
  return [...waves.keys()].sort((left, right) => elementAt(waves, right).priority - elementAt(waves, left).priority || left - right);
}
