import type { RunHold } from '#shared/domain/run-holds.ts';
import { findRun } from '../find-run.ts';
import { noFigures } from '../hub/hub.ts';
import { answer } from '../output.ts';
import { describeRun, viewRun } from '../run-view.ts';
import type { Session } from '../session.ts';

/** `run status`: the sums, what needs a person, what is held, and in words what is awaited and why. */
export async function showRun({ hub, output }: Session, { id, json }: { id: string; json: boolean }): Promise<void> {
  const view = await viewRun(hub, await findRun(hub, id));
  const figures = json ? await hub.figures() : noFigures;
  answer(output, { json, value: { ...view.summary, ...figures, awaits: view.awaited, held: view.held.map(withTimes) }, words: () => describeRun(view) });
}

function withTimes({ since, until, ...hold }: RunHold): Record<string, unknown> {
  return { ...hold, since: new Date(since).toISOString(), ...(until === undefined ? {} : { until: new Date(until).toISOString() }) };
}
