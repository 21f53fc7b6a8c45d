import { emptyBitmap, hasBit, withBit } from '#shared/domain/bitmap.ts';
import { addCommands, addOutcomes, noCommands } from '#shared/domain/outcome-counts.ts';
import type { WaveProgress } from '#shared/domain/read-model.ts';
import { targetCompleted } from '#shared/events/target-completed.ts';
import { targetHeld } from '#shared/events/target-held.ts';
import { targetProgressed } from '#shared/events/target-progressed.ts';
import { targetsAdmitted } from '#shared/events/targets-admitted.ts';
import { foldAll, foldOf, isSame, type Fold, type Heard } from './fold.ts';

/** Held targets shown at once; the item must stay small where a whole organization is locked. */
const HELD_MAX = 10;

/** Every event that the item of a wave's targets takes in. A target counts once, however often it completes. */
export const foldsOfProgress: readonly Fold<WaveProgress>[] = [
  foldOf(targetHeld, (model, { target, accountId, region, reason, detail, until }) => {
    if (hasBit(model.admitted, target) || hasBit(model.completed, target)) return model;
    const key = String(target);
    if (!(key in model.held) && Object.keys(model.held).length >= HELD_MAX) return model;
    if (until < (model.held[key]?.until ?? 0)) return model;
    return { ...model, held: { ...model.held, [key]: { accountId, region, reason, detail, until } } };
  }),

  foldOf(targetsAdmitted, (model, { targets }) => ({
    ...model,
    admitted: targets.reduce((bitmap, { ordinal }) => withBit(bitmap, ordinal), model.admitted),
    held: targets.reduce((held, { ordinal }) => without(held, ordinal), model.held),
  })),

  foldOf(targetProgressed, (model, { target, step, outcomes }) => {
    if (hasBit(model.completed, target) || step <= (model.inFlight[String(target)]?.step ?? -1)) return model;
    return { ...model, inFlight: { ...model.inFlight, [String(target)]: { step, outcomes } } };
  }),

  foldOf(targetCompleted, (model, { target, outcomes, commands }) => {
    if (hasBit(model.completed, target)) return model;
    return {
      ...model,
      admitted: withBit(model.admitted, target),
      completed: withBit(model.completed, target),
      outcomes: addOutcomes(model.outcomes, outcomes),
      commands: addCommands(model.commands, commands),
      inFlight: without(model.inFlight, target),
      held: without(model.held, target),
    };
  }),
];

/** Undefined: the facts were known. */
export function foldProgress(
  before: WaveProgress | undefined,
  { runId, wave }: { runId: string; wave: string },
  facts: readonly Heard[],
): WaveProgress | undefined {
  const empty: WaveProgress = {
    runId, wave, admitted: emptyBitmap, completed: emptyBitmap, outcomes: {}, commands: noCommands, inFlight: {}, held: {}, lastFactAt: 0,
  };
  const folded = foldAll(foldsOfProgress, before ?? empty, facts);
  return isSame(before, folded) ? undefined : folded;
}

function without<Value>(record: Readonly<Record<string, Value>>, ordinal: number): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== String(ordinal)));
}
