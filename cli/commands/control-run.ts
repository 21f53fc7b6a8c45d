import type { RunReadModel } from '#shared/domain/read-model.ts';
import { hasRunEnded } from '#shared/domain/status.ts';
import { badInput, CommandFailure, exitCodes } from '../exit-codes.ts';
import { findRun } from '../find-run.ts';
import { answer } from '../output.ts';
import { refusalSince } from '../refusal-since.ts';
import { requestControl } from '../requests.ts';
import type { Session } from '../session.ts';
import { waitUntil } from '../wait-until.ts';

export const controls = {
  pause: { description: 'start nothing more until it is resumed', state: 'Paused', words: 'is paused: nothing more starts, what is in flight is followed to its end' },
  resume: { description: 'let a paused run go on', state: 'Running', words: 'goes on' },
  abort: { description: 'start nothing more and end the run', state: 'Aborted', words: 'is aborted: nothing more starts, it ends when what is in flight has ended' },
} as const;

export interface ControlWish {
  id: string;
  action: keyof typeof controls;
  reason: string;
  json: boolean;
}

const ANSWER_WITHIN_MS = 60_000;

/** Asks the planner to pause, resume or abort, and waits for its word. */
export async function controlRun({ hub, output, pace }: Session, { id, action, reason, json }: ControlWish): Promise<void> {
  const before = await findRun(hub, id);
  if (hasRunEnded(before.status)) throw badInput(`run: found ${before.runId} ended as ${before.status}, expected one that goes on.`);
  const { id: by } = await hub.identity();
  await requestControl(hub, before.runId, { action, reason });
  const answered = await waitUntil(pace, ANSWER_WITHIN_MS, async () => answerTo(before, await hub.run(before.runId), { action, by }));
  if (answered === undefined) throw new CommandFailure(exitCodes.unreachable, `${hub.name}: the planner has not answered within ${String(ANSWER_WITHIN_MS / 1000)} s; "patchwave run status ${id}" tells when it has.`);
  const { after, refusal } = answered;
  if (refusal !== undefined) throw badInput(`The planner refused to ${action} the run: ${refusal}.`);
  answer(output, {
    json,
    value: { runId: before.runId, state: after.control?.state, status: after.status },
    words: () => `Run ${before.runId} ${controls[action].words}.`,
  });
}

interface Answer {
  after: RunReadModel;
  refusal?: string;
}

/** A run that ends meanwhile will never follow the wish, unless its end is what was wished. */
function answerTo(before: RunReadModel, after: RunReadModel | undefined, { action, by }: { action: keyof typeof controls; by: string }): Answer | undefined {
  if (after === undefined) return undefined;
  if (isControlledAnew(before, after) && after.control?.state === controls[action].state) return { after };
  const refusal = refusalSince(before, after, { what: action, by });
  if (refusal !== undefined) return { after, refusal: refusal.reason };
  return hasRunEnded(after.status) ? { after, refusal: `it has ended as ${after.status} meanwhile` } : undefined;
}

function isControlledAnew(before: RunReadModel, after: RunReadModel): boolean {
  return after.control !== undefined && after.control.seq > (before.control?.seq ?? 0);
}
