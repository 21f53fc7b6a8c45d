import type { RunEnding } from '#shared/domain/status.ts';

import { elementAt } from '../element-at.ts';
import type { PlanFacts } from '../plan/plan-facts.ts';
import type { EndedWave, SkipReason } from '../waves/wave-state.ts';
import { reportAwaited } from './await-report.ts';
import type { EndedRun, PlannedRun } from './run-state.ts';
import { shortTextOf } from './texts.ts';

interface Ends {
  waves: readonly EndedWave[];
  plan: PlanFacts;
  now: number;
}

interface EndingRule {
  status: Exclude<RunEnding, 'Completed'>;
  holds: (wave: EndedWave) => boolean;
  words: string;
}

/** The first that holds for a wave names the run's end: what was stopped on purpose goes before what ran out of time. */
const endingRules: readonly EndingRule[] = [
  { status: 'Aborted', holds: ({ status }) => status === 'Aborted', words: 'was aborted' },
  { status: 'Aborted', holds: skippedFor('RunAborted'), words: 'was aborted before it started' },
  { status: 'Halted', holds: ({ status }) => status === 'Halted', words: 'was halted' },
  { status: 'Rejected', holds: skippedFor('ApprovalRejected'), words: 'was refused its approval' },
  { status: 'Expired', holds: skippedFor('ApprovalExpired'), words: 'was not approved in time' },
  { status: 'Failed', holds: skippedFor('TimeUp'), words: "could not start before the run's time was up" },
];

/** The end of a run whose waves have all ended. */
export function endRun(run: PlannedRun, { waves, plan, now }: Ends): EndedRun {
  const { runId, policyName, requestedBy, startedAt, control, endsBefore } = run;
  const ended: EndedRun = {
    phase: 'ended', runId, policyName, requestedBy, startedAt, control, endsBefore,
    ...(stopOf(run) ?? endingOf(waves, plan)),
    endedAt: now,
    plan: run.plan,
    waves,
    ...(run.haltReason === undefined ? {} : { haltReason: run.haltReason }),
  };
  return reportAwaited(ended, now);
}

/** A run that was stopped as a whole ended so, whatever its waves came to. */
function stopOf({ abortReason, haltReason }: PlannedRun): { status: RunEnding; reason: string } | undefined {
  if (abortReason !== undefined) return { status: 'Aborted', reason: abortReason };
  return haltReason === undefined ? undefined : { status: 'Halted', reason: haltReason };
}

function endingOf(waves: readonly EndedWave[], plan: PlanFacts): { status: RunEnding; reason: string } {
  for (const { status, holds, words } of endingRules) {
    const ordinal = waves.findIndex(holds);
    if (ordinal < 0) continue;
    const detail = detailOf(elementAt(waves, ordinal));
    return { status, reason: shortTextOf(`wave ${elementAt(plan.waves, ordinal).name} ${words}${detail === undefined ? '' : `: ${detail}`}`) };
  }
  return { status: 'Completed', reason: '' };
}

/** What a person or a threshold said of it: an operator should not have to look for it. */
function detailOf(wave: EndedWave): string | undefined {
  return 'detail' in wave ? wave.detail : undefined;
}

function skippedFor(why: SkipReason): (wave: EndedWave) => boolean {
  return (wave) => wave.status === 'Skipped' && wave.why === why;
}
