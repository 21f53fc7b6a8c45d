import type { RunReadModel, WaveHold } from '#shared/domain/read-model.ts';
import { waveCompleted } from '#shared/events/wave-completed.ts';
import { waveHalted } from '#shared/events/wave-halted.ts';
import { waveHeld } from '#shared/events/wave-held.ts';
import { wavePassed } from '#shared/events/wave-passed.ts';
import { waveStarted } from '#shared/events/wave-started.ts';
import { foldOf, type Fold } from './fold.ts';
import { earlier } from './run-folds.ts';
import { withWave } from './wave-rows.ts';

/** A wave is held for each reason once or twice; more would only fill the item. */
const HOLDS_MAX = 12;

/** What happens to waves as a whole. */
export const waveFolds: readonly Fold<RunReadModel>[] = [
  foldOf(waveHeld, (model, { wave, reason, detail, until }, at) =>
    withWave(model, wave, ({ holds = [] }) => ({ holds: withHold(holds, { reason, detail, ...(until === undefined ? {} : { until }), at }) })),
  ),

  foldOf(waveStarted, (model, { wave, waveHash, targets, instances }, at) =>
    withWave(model, wave, ({ startedAt }) => ({ hash: waveHash, targets, planned: instances, startedAt: earlier(startedAt, at) })),
  ),

  foldOf(waveHalted, (model, { wave, accountId, region, errors, errorsAllowed, detail, scope }) =>
    withWave(model, wave, ({ halt }) => ({
      halt: halt ?? { accountId, region, errors, errorsAllowed, detail, ...(scope === undefined ? {} : { scope }) },
    })),
  ),

  foldOf(waveCompleted, (model, { wave, planned, outcomes, commands, ending }, at) =>
    withWave(model, wave, ({ endedAt }) => ({ planned, outcomes, commands, ending, endedAt: earlier(endedAt, at) })),
  ),

  foldOf(wavePassed, (model, { wave }, at) => withWave(model, wave, ({ passedAt }) => ({ passedAt: earlier(passedAt, at) }))),
];

/** The latest by their own time, so that it does not matter in which order they came. */
function withHold(holds: readonly WaveHold[], heard: WaveHold): readonly WaveHold[] {
  if (holds.some(({ at, reason }) => at === heard.at && reason === heard.reason)) return holds;
  return [...holds, heard].sort((left, right) => left.at - right.at).slice(-HOLDS_MAX);
}
