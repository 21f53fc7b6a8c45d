import type { RunReadModel } from '#shared/domain/read-model.ts';
import { hasRunEnded } from '#shared/domain/status.ts';
import { badInput, CommandFailure, exitCodes } from '../exit-codes.ts';
import { findRun } from '../find-run.ts';
import type { Hub } from '../hub/hub.ts';
import { answer, type Output } from '../output.ts';
import { requestControl } from '../requests.ts';
import { waitUntil } from '../wait-until.ts';

export interface ControlWish {
  id: string;
  action: 'pause' | 'resume' | 'abort';
  reason: string;
  json: boolean;
}

const ANSWER_WITHIN_MS = 60_000;
const wanted = { pause: 'Paused', resume: 'Running', abort: 'Aborted' } as const;

/** Asks the planner to pause, resume or abort, and waits for its word. */
export async function controlRun(hub: Hub, output: Output, wish: ControlWish): Promise<void> {
  const before = await findRun(hub, wish.id);
  if (hasRunEnded(before.status)) throw badInput(`run: found ${before.runId} already ended as ${before.status}, expected one that goes on.`);
  await requestControl(hub, before.runId, wish);
  const after = await waitUntil(async () => answered(before, await hub.run(before.runId), wish), ANSWER_WITHIN_MS);
  if (after === undefined) throw new CommandFailure(exitCodes.unreachable, `${hub.name}: the planner has not answered yet; "patchwave run status ${wish.id}" tells when it has.`);
  const refusal = after.refusals.slice(before.refusals.length).find(({ what }) => what.includes(wish.action));
  if (refusal !== undefined && after.control?.state !== wanted[wish.action]) throw badInput(`The planner refused to ${wish.action} the run: ${refusal.reason}`);
  answer(output, { json: wish.json, value: { runId: before.runId, state: after.control?.state, status: after.status }, words: () => `Run ${before.runId}: ${wish.action} is in force.` });
}

function answered(before: RunReadModel, after: RunReadModel | undefined, wish: ControlWish): RunReadModel | undefined {
  if (after === undefined) return undefined;
  const moved = (after.control?.seq ?? 0) > (before.control?.seq ?? 0) && after.control?.state === wanted[wish.action];
  return moved || after.refusals.length > before.refusals.length || hasRunEnded(after.status) ? after : undefined;
}
