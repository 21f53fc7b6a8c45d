import { showTime } from '#shared/domain/show-time.ts';
import { hasRunEnded } from '#shared/domain/status.ts';
import { approvalView, type ApprovalView } from '../approval-view.ts';
import { answer } from '../output.ts';
import type { Session } from '../session.ts';
import { table } from '../table.ts';

/** Every wave of the last runs that waits for people. */
export async function listApprovals({ hub, output }: Session, { json }: { json: boolean }): Promise<void> {
  const { runs } = await hub.runs();
  const open = await Promise.all(runs.filter(({ status }) => !hasRunEnded(status)).map(({ runId }) => hub.run(runId)));
  const views = open.flatMap((run) => run?.waves.map((wave) => approvalView(run, wave)) ?? []);
  const waiting = views.filter(({ state }) => state === 'requested');
  answer(output, { json, value: waiting, words: () => (waiting.length === 0 ? 'Nothing waits for approval.' : describe(waiting)) });
}

function describe(waiting: readonly ApprovalView[]): string {
  const rows = waiting.map(({ runId, wave, instances = 0, policyName = '', requestedBy = '', expiresAt }) => [
    runId, wave, instances, policyName, requestedBy, expiresAt === undefined ? '' : showTime(Date.parse(expiresAt)),
  ]);
  return `${table(['run', 'wave', 'instances', 'policy', 'asked by', 'until'], rows)}\n\n"patchwave approval show RUN WAVE" tells what exactly is to be approved.`;
}
