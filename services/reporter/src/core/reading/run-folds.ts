import type { RunReadModel } from '#shared/domain/read-model.ts';
import { planCreated } from '#shared/events/plan-created.ts';
import { reportPublished } from '#shared/events/report-published.ts';
import { runAccepted } from '#shared/events/run-accepted.ts';
import { runCompleted } from '#shared/events/run-completed.ts';
import { runRejected } from '#shared/events/run-rejected.ts';
import { foldOf, type Fold } from './fold.ts';
import { withWave, withWaves } from './wave-rows.ts';

/** The frame of a run's life: asked, planned, ended, reported. */
export const runFolds: readonly Fold<RunReadModel>[] = [
  foldOf(runAccepted, (model, { policyName, requestedBy, endsBefore, waves }, at) =>
    withWaves({ ...model, policyName, requestedBy, endsBefore, acceptedAt: earlier(model.acceptedAt, at) }, waves),
  ),

  foldOf(runRejected, (model, { policyName, requestedBy, reasons }, at) => ({
    ...model,
    ...(policyName === '' || model.policyName !== undefined ? {} : { policyName }),
    requestedBy: model.requestedBy ?? requestedBy,
    rejection: { at, reasons },
  })),

  foldOf(planCreated, (model, plan) => {
    const { policyName, requestedBy, planHash, manifestKey, planned, approval } = plan;
    const head = { ...model, policyName, requestedBy, planHash, manifestKey, planned, approvalRequired: approval.required };
    return plan.waves.reduce(
      (folded, { name, hash, targets, instances }) => withWave(folded, name, () => ({ hash, targets, planned: instances })),
      withWaves(head, plan.waves.map(({ name }) => name)),
    );
  }),

  foldOf(runCompleted, (model, run) => {
    const { policyName, requestedBy, status, reason, planned, outcomes, commands, startedAt, endedAt } = run;
    const named = {
      ...(run.planHash === undefined ? {} : { planHash: run.planHash }),
      ...(run.manifestKey === undefined ? {} : { manifestKey: run.manifestKey }),
    };
    const head = { ...model, ...named, policyName, requestedBy, ending: status, reason, planned, outcomes, commands, startedAt, endedAt };
    return run.waves.reduce<RunReadModel>(
      (folded, wave) =>
        withWave(folded, wave.name, () => ({
          finalStatus: wave.status, planned: wave.planned, outcomes: wave.outcomes, commands: wave.commands, reason: wave.reason,
        })),
      head,
    );
  }),

  foldOf(reportPublished, (model, { html, json, csv }) => ({ ...model, report: { html, json, csv } })),
];

/** A repeated answer is later than the first, and says nothing new. */
export function earlier(known: number | undefined, at: number): number {
  return Math.min(known ?? at, at);
}
