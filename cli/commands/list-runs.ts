import { showTime } from '#shared/domain/show-time.ts';
import { answer } from '../output.ts';
import type { Session } from '../session.ts';
import { table } from '../table.ts';

export async function listRuns({ hub, output }: Session, { json }: { json: boolean }): Promise<void> {
  const { runs } = await hub.runs();
  const words = () =>
    runs.length === 0
      ? `No runs at ${hub.name} yet. "patchwave run start --policy FILE" begins one.`
      : table(['run', 'policy', 'status', 'since'], runs.map(({ runId, policyName, status, at }) => [runId, policyName ?? '', status, showTime(at)]));
  const value = runs.map(({ at, ...run }) => ({ ...run, since: new Date(at).toISOString() }));
  answer(output, { json, value, words });
}
