import type { Manifest, NotPlanned } from '#shared/domain/plan.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';

import { reportAwaited } from '../run/await-report.ts';
import { endWithoutPlan } from '../run/end-without-plan.ts';
import { decided, type RunDecision } from '../run/run-decision.ts';
import type { BuildingRun, EndedRun, PlannedRun } from '../run/run-state.ts';
import { shortTextOf } from '../run/texts.ts';
import { APPROVAL_ASKED_AGAIN_MS, planShown, settle } from '../waves/settle.ts';
import { planFactsOf } from './plan-facts.ts';

export interface BuiltPlan {
  manifest: Manifest;
  manifestKey: string;
  definition: RunDefinition;
}

/** The plan lies in the run bucket: show it, and let its waves begin; or end the run that found nothing to patch. */
export function planBuilt(run: BuildingRun, built: BuiltPlan, now: number): RunDecision {
  const { manifest } = built;
  if (manifest.waves.every(({ instances }) => instances === 0)) return endEmpty(run, built, now);
  const planned = plannedRunOf(run, built, now);
  const settled = settle(planned, planFactsOf(manifest), now);
  return { ...settled, events: [planShown(planned.approval), ...settled.events] };
}

function plannedRunOf(run: BuildingRun, { manifest, manifestKey, definition }: BuiltPlan, now: number): PlannedRun {
  const { runId, policyName, requestedBy, startedAt, control, endsBefore } = run;
  const { required, expiresAfterMinutes, validForMinutes } = definition.approval;
  return {
    phase: 'planned', runId, policyName, requestedBy, startedAt, control, endsBefore,
    plan: { planHash: manifest.planHash, manifestKey },
    wavePauseSeconds: definition.wavePauseSeconds,
    approval: {
      expiresAt: Math.min(now + expiresAfterMinutes * 60_000, endsBefore),
      validUntil: Math.min(now + validForMinutes * 60_000, endsBefore),
      askAt: now + APPROVAL_ASKED_AGAIN_MS,
    },
    // Where no approval is asked for, the run's own end is the end of its permission.
    waves: manifest.waves.map(() => ({ status: 'Pending', validUntil: required ? 0 : endsBefore })),
  };
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
