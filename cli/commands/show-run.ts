import { findRun } from '../find-run.ts';
import type { Hub } from '../hub/hub.ts';
import { answer, type Output } from '../output.ts';
import { describeRun, viewRun } from '../run-view.ts';

/** `run status`: the sums, and in words what is awaited and why. */
export async function showRun(hub: Hub, output: Output, { id, json }: { id: string; json: boolean }): Promise<void> {
  const view = await viewRun(hub, await findRun(hub, id));
  answer(output, { json, value: { ...view.summary, awaits: view.awaited }, words: () => describeRun(view) });
}
