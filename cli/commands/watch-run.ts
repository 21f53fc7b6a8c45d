import type { RunReadModel } from '#shared/domain/read-model.ts';
import { hasRunEnded } from '#shared/domain/status.ts';
import { attentionLine } from '../attention-lines.ts';
import { CommandFailure, exitCodes } from '../exit-codes.ts';
import { findRun } from '../find-run.ts';
import { answer } from '../output.ts';
import { describeRun, newsOf, viewRun } from '../run-view.ts';
import type { Session } from '../session.ts';

const LOOKED_AT_EVERY_MS = 1_000;

/** Follows a run to its end, a line at each change and for what needs a person; exit 0 only when it completed. */
export async function watchRun({ hub, output, pace }: Session, { id, json }: { id: string; json: boolean }): Promise<void> {
  let said = '';
  const called = new Set<string>();
  for (;;) {
    const run = await findRun(hub, id);
    const view = await viewRun(hub, run);
    const news = newsOf(view);
    if (news.key !== said) output.note(news.line);
    said = news.key;
    for (const line of view.summary.attention.map(attentionLine).filter((one) => !called.has(one))) {
      output.note(`  needs attention: ${line}`);
      called.add(line);
    }
    if (isOver(run)) {
      answer(output, { json, value: view.summary, words: () => describeRun(view) });
      if (run.status !== 'Completed') throw new CommandFailure(exitCodes.otherEnd, `The run ended as ${run.status}.`);
      return;
    }
    await pace.pause(LOOKED_AT_EVERY_MS);
  }
}

/** A run that had a plan gets a report, and only with it are the sums the last ones. */
function isOver({ status, report, manifestKey }: RunReadModel): boolean {
  return hasRunEnded(status) && (report !== undefined || manifestKey === undefined);
}
