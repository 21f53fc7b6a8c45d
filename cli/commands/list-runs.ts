import { showTime } from '#shared/domain/show-time.ts';
import type { Hub } from '../hub/hub.ts';
import { answer, type Output } from '../output.ts';
import { table } from '../table.ts';

export async function listRuns(hub: Hub, output: Output, { json }: { json: boolean }): Promise<void> {
  const { runs } = await hub.runs();
  const words = () =>
    runs.length === 0
      ? `No runs at ${hub.name} yet.`
      : table(['run', 'policy', 'status', 'since'], runs.map(({ runId, policyName, status, at }) => [runId, policyName ?? '', status, showTime(at)]));
  answer(output, { json, value: runs, words });
}
