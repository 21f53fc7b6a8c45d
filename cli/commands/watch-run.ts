import { hasRunEnded } from '#shared/domain/status.ts';
import { CommandFailure, exitCodes } from '../exit-codes.ts';
import { findRun } from '../find-run.ts';
import type { Hub } from '../hub/hub.ts';
import { answer, type Output } from '../output.ts';
import { describeRun, viewRun } from '../run-view.ts';

const LOOKED_AT_EVERY_MS = 1_000;

/** Follows a run to its end, a line at each change of what is awaited; exit 0 only when it completed. */
export async function watchRun(hub: Hub, output: Output, { id, json }: { id: string; json: boolean }): Promise<void> {
  let said = '';
  for (;;) {
    const run = await findRun(hub, id);
    const view = await viewRun(hub, run);
    const news = `${view.summary.status}: ${view.awaited.join(' ')}`;
    if (news !== said) output.note(news);
    said = news;
    if (hasRunEnded(run.status) && (run.report !== undefined || run.manifestKey === undefined)) {
      answer(output, { json, value: view.summary, words: () => describeRun(view) });
      if (run.status !== 'Completed') throw new CommandFailure(exitCodes.otherEnd, `The run ended as ${run.status}.`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOKED_AT_EVERY_MS));
  }
}
