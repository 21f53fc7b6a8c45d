import type { ManifestWave } from '#shared/domain/plan.ts';
import { showQuota } from '#shared/domain/quota.ts';
import { showTime } from '#shared/domain/show-time.ts';
import { approvalView, waveOf, type ApprovalView } from '../approval-view.ts';
import { findRun } from '../find-run.ts';
import { answer } from '../output.ts';
import type { Session } from '../session.ts';

/** What exactly is to be approved: the wave of one hash, its targets and its limits. */
export async function showApproval({ hub, output }: Session, { id, wave: name, json }: { id: string; wave: string; json: boolean }): Promise<void> {
  const run = await findRun(hub, id);
  const view = approvalView(run, waveOf(run, name));
  const plan = (await hub.manifestOf(run))?.waves.find((one) => one.name === name);
  answer(output, { json, value: { ...view, ...(plan === undefined ? {} : { plan }) }, words: () => describe(view, plan) });
}

function describe(view: ApprovalView, plan: ManifestWave | undefined): string {
  const { runId, wave, policyName, requestedBy, waveHash } = view;
  return [
    `Wave ${wave} of run ${runId}`,
    ...(policyName === undefined ? [] : [`Policy    ${policyName}, asked by ${requestedBy ?? 'nobody known'}`]),
    `Approval  ${stateInWords(view)}`,
    ...(waveHash === undefined ? [] : [`Hash      ${waveHash}`]),
    ...(plan === undefined ? [] : describePlan(plan)),
  ].join('\n');
}

function stateInWords(view: ApprovalView): string {
  const { state, validUntil } = view;
  switch (state) {
    case 'none': return 'none is asked for';
    case 'requested': return waitsInWords(view);
    case 'approved': return `given${byWhom(view)}, valid${until(validUntil)}`;
    case 'rejected': return `refused${byWhom(view)}`;
    case 'expired': return 'expired before it was given';
  }
}

function waitsInWords({ quorum, expiresAt, votes }: ApprovalView): string {
  const people = quorum === undefined || quorum === 1 ? 'one person' : `${String(quorum)} people`;
  return `waits for ${people}${until(expiresAt)}${votes === undefined ? '' : `; ${votes.join(', ')} approved`}`;
}

function byWhom({ by, reason }: ApprovalView): string {
  return `${by === undefined ? '' : ` by ${by.join(', ')}`}${reason === undefined ? '' : `: ${reason}`}`;
}

function until(time: string | undefined): string {
  return time === undefined ? '' : ` until ${showTime(Date.parse(time))}`;
}

function describePlan({ instances, targets, options, maxConcurrency, maxErrors, maxConcurrentAccounts, dependsOn }: ManifestWave): string[] {
  return [
    `Scope     ${String(instances)} instances in ${String(targets)} ${targets === 1 ? 'target' : 'targets'} (account and region)`,
    `Does      ${options.operation}, ${options.rebootOption}`,
    `Limits    per target ${showQuota(maxConcurrency)} at once and ${showQuota(maxErrors)} errors; ${String(maxConcurrentAccounts)} accounts at once`,
    `After     ${dependsOn.length === 0 ? 'nothing' : dependsOn.join(', ')}`,
  ];
}
