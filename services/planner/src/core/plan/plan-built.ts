import type { Manifest, NotPlanned } from '#shared/domain/plan.ts';
import { planContradictions } from '#shared/domain/policy/contradictions.ts';
import { describeProblem, type Problem } from '#shared/domain/problem.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';

import { elementAt } from '../element-at.ts';
import { reportAwaited } from '../run/await-report.ts';
import { endWithoutPlan } from '../run/end-without-plan.ts';
import { decided, type RunDecision } from '../run/run-decision.ts';
import type { BuildingRun, EndedRun, PlannedRun } from '../run/run-state.ts';
import { shortTextOf } from '../run/texts.ts';
import { approvalRound } from '../waves/approval-round.ts';
import { planShown, settle } from '../waves/settle.ts';
import { planFactsOf } from './plan-facts.ts';

export interface BuiltPlan {
  manifest: Manifest;
  manifestKey: string;
  definition: RunDefinition;
  /** What makes it impossible to follow. */
  problems: readonly Problem[];
  /** How many accounts each wave means. */
  accountsByWave: readonly number[];
}

/** The plan lies in the run bucket: show it, and let its waves begin; or end the run that found nothing to patch, or cannot be followed. */
export function planBuilt(run: BuildingRun, built: BuiltPlan, now: number): RunDecision {
  const { manifest } = built;
  if (manifest.waves.every(({ instances }) => instances === 0)) return endEmpty(run, built, now);
  const problems = problemsOf(built);
  if (problems.length > 0) return endRefused(run, problems, now);
  const planned = plannedRunOf(run, built, now);
  const settled = settle(planned, planFactsOf(manifest), now);
  return { ...settled, events: [planShown(planned.approval), ...settled.events] };
}

function plannedRunOf(run: BuildingRun, { manifest, manifestKey, definition }: BuiltPlan, now: number): PlannedRun {
  const { runId, policyName, requestedBy, startedAt, control, endsBefore } = run;
  return {
    phase: 'planned', runId, policyName, requestedBy, startedAt, control, endsBefore,
    plan: { planHash: manifest.planHash, manifestKey },
    wavePauseSeconds: definition.wavePauseSeconds,
    approval: approvalRound(definition.approval, { now, endsBefore }),
    // Where no approval is asked for, the run's own end is the end of its permission.
    waves: manifest.waves.map(() => ({ status: 'Pending', validUntil: definition.approval.required ? 0 : endsBefore })),
  };
}

/** Now that the fleet is known, its size too: what a policy promises beyond it, nobody can keep. */
function problemsOf({ manifest, definition, problems, accountsByWave }: BuiltPlan): Problem[] {
  const plannedInstancesByWave = manifest.waves.map(({ instances }) => instances);
  return [...problems, ...planContradictions(definition, { plannedInstancesByWave, accountsByWave })];
}

/** Longest first problem that leaves room for the number of the others. */
const FIRST_CHARACTERS_MAX = 280;

function endRefused(run: BuildingRun, problems: readonly Problem[], now: number): RunDecision {
  const first = describeProblem(elementAt(problems, 0)).slice(0, FIRST_CHARACTERS_MAX);
  const reason = problems.length === 1 ? first : `${first} And ${String(problems.length - 1)} more.`;
  return decided(endWithoutPlan(run, { status: 'Rejected', reason, now }), { type: 'RunCompleted' });
}

function endEmpty(run: BuildingRun, { manifest, manifestKey }: BuiltPlan, now: number): RunDecision {
  const reason = shortTextOf(`selects no instance: ${leftOut(manifest.notPlanned)}`);
  const ended: EndedRun = {
    ...endWithoutPlan(run, { status: 'Rejected', reason, now }),
    plan: { planHash: manifest.planHash, manifestKey },
    waves: manifest.waves.map(() => ({ status: 'Skipped', why: 'NothingSelected' })),
  };
  return decided(reportAwaited(ended, now), { type: 'RunCompleted' });
}

function leftOut(notPlanned: readonly NotPlanned[]): string {
  if (notPlanned.length === 0) return 'no managed and running instance matches any wave. Check tags, platforms and regions.';
  const unreachable = notPlanned.filter(({ reason }) => reason === 'TargetUnreachable').length;
  const instances = notPlanned.reduce((sum, entry) => sum + entry.instances, 0);
  return `${String(instances)} matching instances are unmanaged, stopped or excluded, and ${String(unreachable)} targets could not be reached. See notPlanned in the report.`;
}
