import { emptyBitmap, hasBit, withBit } from '#shared/domain/bitmap.ts';
import { addCommands, addOutcomes, noCommands } from '#shared/domain/outcome-counts.ts';
import type { WaveProgress } from '#shared/domain/read-model.ts';
import { sendingHeld } from '#shared/events/sending-held.ts';
import { sendingResumed } from '#shared/events/sending-resumed.ts';
import { targetCompleted } from '#shared/events/target-completed.ts';
import { targetHeld } from '#shared/events/target-held.ts';
import { targetProgressed } from '#shared/events/target-progressed.ts';
import { targetsAdmitted } from '#shared/events/targets-admitted.ts';
import { waveProgressed } from '#shared/events/wave-progressed.ts';
import { foldAll, foldOf, isSame, type Fold, type Heard } from './fold.ts';
import { withHold, withoutHold } from './hold-words.ts';

/** Every event that the item of a wave's targets takes in. A target counts once, however often it completes. */
export const foldsOfProgress: readonly Fold<WaveProgress>[] = [
  foldOf(targetHeld, (model, { target, accountId, region, reason, detail, until }, at) =>
    hasBit(model.admitted, target) || hasBit(model.completed, target)
      ? model
      : withHold(model, { target, accountId, region }, { at, what: 'start', reason, detail, until }),
  ),

  foldOf(sendingHeld, (model, { target, accountId, region, reason, detail, until }, at) =>
    hasBit(model.completed, target)
      ? model
      : withHold(model, { target, accountId, region }, { at, what: 'sending', reason, detail, ...(until === undefined ? {} : { until }) }),
  ),

  foldOf(sendingResumed, (model, { target, accountId, region }, at) =>
    hasBit(model.completed, target) ? model : withHold(model, { target, accountId, region }, { at, what: 'over' }),
  ),

  foldOf(targetsAdmitted, (model, { targets }, at) =>
    targets.reduce((folded, { ordinal }) => {
      if (hasBit(folded.admitted, ordinal)) return folded;
      return { ...withoutHold(folded, { target: ordinal, what: 'start', at }), admitted: withBit(folded.admitted, ordinal) };
    }, model),
  ),

  foldOf(waveProgressed, (model, { step, errors }) => (step > (model.errors?.step ?? -1) ? { ...model, errors: { step, errors } } : model)),

  foldOf(targetProgressed, (model, { target, step, outcomes }) => {
    if (hasBit(model.completed, target) || step <= (model.inFlight[String(target)]?.step ?? -1)) return model;
    return { ...model, inFlight: { ...model.inFlight, [String(target)]: { step, outcomes } } };
  }),

  foldOf(targetCompleted, (model, { target, outcomes, commands }, at) => {
    if (hasBit(model.completed, target)) return model;
    return {
      ...withoutHold(model, { target, at }),
      admitted: withBit(model.admitted, target),
      completed: withBit(model.completed, target),
      outcomes: addOutcomes(model.outcomes, outcomes),
      commands: addCommands(model.commands, commands),
      inFlight: without(model.inFlight, target),
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
    runId, wave, admitted: emptyBitmap, completed: emptyBitmap, outcomes: {}, commands: noCommands, inFlight: {}, lastFactAt: 0,
  };
  const folded = foldAll(foldsOfProgress, before ?? empty, facts);
  return isSame(before, folded) ? undefined : folded;
}

function without<Value>(record: Readonly<Record<string, Value>>, ordinal: number): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== String(ordinal)));
}
