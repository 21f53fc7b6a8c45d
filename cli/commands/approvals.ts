import type { ManifestWave } from '#shared/domain/plan.ts';
import { showQuota } from '#shared/domain/quota.ts';
import type { RunReadModel, WaveReadModel } from '#shared/domain/read-model.ts';
import { showTime } from '#shared/domain/show-time.ts';
import { hasRunEnded } from '#shared/domain/status.ts';
import { badInput } from '../exit-codes.ts';
import { findRun } from '../find-run.ts';
import type { Hub } from '../hub/hub.ts';
import { answer, type Output } from '../output.ts';
import { table } from '../table.ts';

/** Every wave of the last runs that waits for people. */
export async function listApprovals(hub: Hub, output: Output, { json }: { json: boolean }): Promise<void> {
  const { runs } = await hub.runs();
  const open = await Promise.all(runs.filter(({ status }) => !hasRunEnded(status)).map(({ runId }) => hub.run(runId)));
  const waiting = open.flatMap((run) => (run === undefined ? [] : run.waves.filter(isAsked).map((wave) => ({ run, wave }))));
  const value = waiting.map(({ run, wave }) => ({ runId: run.runId, wave: wave.name, ...wave.approval }));
  const words = () =>
    waiting.length === 0
      ? 'Nothing waits for approval.'
      : table(
          ['run', 'wave', 'instances', 'policy', 'asked by', 'until'],
          waiting.map(({ run, wave }) => [run.runId, wave.name, wave.planned ?? 0, run.policyName ?? '', run.requestedBy?.id ?? '', wave.approval?.expiresAt === undefined ? '' : showTime(wave.approval.expiresAt)]),
        );
  answer(output, { json, value, words });
}

function isAsked({ approval }: WaveReadModel): boolean {
  return approval?.state === 'requested';
}

/** What exactly is to be approved: the wave of one hash, its targets and its limits. */
export async function showApproval(hub: Hub, output: Output, { id, wave: name, json }: { id: string; wave: string; json: boolean }): Promise<void> {
  const run = await findRun(hub, id);
  const wave = waveOf(run, name);
  const planned = (await hub.manifestOf(run))?.waves.find((one) => one.name === name);
  answer(output, { json, value: { runId: run.runId, wave: name, approval: wave.approval, plan: planned }, words: () => describe(run, wave, planned) });
}

export function waveOf(run: RunReadModel, name: string): WaveReadModel {
  const wave = run.waves.find((one) => one.name === name);
  if (wave !== undefined) return wave;
  throw badInput(`wave: found "${name}", expected one of ${run.waves.map((one) => one.name).join(', ')}.`);
}

function describe(run: RunReadModel, { name, approval, hash }: WaveReadModel, planned: ManifestWave | undefined): string {
  return [
    `Wave ${name} of run ${run.runId} (${run.policyName ?? ''}), asked by ${run.requestedBy?.id ?? 'nobody known'}`,
    `Approval ${approval?.state ?? 'not needed'}${approval?.expiresAt === undefined ? '' : `, to be given until ${showTime(approval.expiresAt)}`}`,
    `Hash     ${hash ?? approval?.waveHash ?? ''}`,
    ...(planned === undefined ? [] : [
      `Scope    ${String(planned.instances)} instances in ${String(planned.targets)} targets`,
      `Does     ${planned.options.operation}, ${planned.options.rebootOption}`,
      `Limits   ${showQuota(planned.maxConcurrency)} at once in a target, ${showQuota(planned.maxErrors)} errors, ${String(planned.maxConcurrentAccounts)} accounts at once`,
      `After    ${planned.dependsOn.length === 0 ? 'nothing' : planned.dependsOn.join(', ')}`,
    ]),
  ].join('\n');
}
