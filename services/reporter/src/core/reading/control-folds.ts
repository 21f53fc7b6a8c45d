import type { Refusal, RunReadModel } from '#shared/domain/read-model.ts';
import { runControlChanged } from '#shared/events/run-control-changed.ts';
import { runControlRefused } from '#shared/events/run-control-refused.ts';
import { voteRefused } from '#shared/events/vote-refused.ts';
import { isHaltOfRun } from './halt-of-run.ts';
import { foldOf, type Fold } from './fold.ts';

/** Kept for people who wonder why nothing happened; more would only fill the item. */
const REFUSALS_MAX = 5;

/** What people wanted of a run, and whether it was followed. */
export const controlFolds: readonly Fold<RunReadModel>[] = [
  foldOf(runControlChanged, (model, { control, by, reason }, at) => {
    const halted = isHaltOfRun({ control, by, reason }) ? withHalt(model, { seq: control.seq, by, reason, at }) : model;
    return control.seq > (model.control?.seq ?? -1) ? { ...halted, control: { ...control, by, reason, at } } : halted;
  }),
  foldOf(runControlRefused, (model, { action, requestedBy, reason }, at) =>
    withRefusal(model, { what: action, by: requestedBy, reason, at }),
  ),
  foldOf(voteRefused, (model, { wave, voter, reason }, at) =>
    withRefusal(model, { what: `vote on ${wave}`, by: voter, reason, at }),
  ),
];

/** A later word on a halted run is somebody's pause or abort. */
function withHalt(model: RunReadModel, halt: NonNullable<RunReadModel['halt']>): RunReadModel {
  return halt.seq < (model.halt?.seq ?? Infinity) ? { ...model, halt } : model;
}

function withRefusal(model: RunReadModel, heard: Refusal): RunReadModel {
  const isKnown = model.refusals.some(({ at, what, by }) => at === heard.at && what === heard.what && by.id === heard.by.id);
  if (isKnown) return model;
  const refusals = [...model.refusals, heard].sort((left, right) => left.at - right.at).slice(-REFUSALS_MAX);
  return { ...model, refusals };
}
