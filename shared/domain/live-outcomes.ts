import type { CommandCounts, OutcomeCounts } from '../events/scalars.ts';
import { addCommands, addOutcomes, noCommands } from './outcome-counts.ts';
import type { RunReadModel, WaveProgress, WaveReadModel } from './read-model.ts';

/** What is known of a wave's instances now: the sums of its end, else of its targets so far, failures in flight included. */
export function outcomesOfWave(wave: WaveReadModel, progress: WaveProgress | undefined): OutcomeCounts {
  if (wave.outcomes !== undefined) return wave.outcomes;
  if (progress === undefined) return {};
  return Object.values(progress.inFlight).reduce((sum, { outcomes }) => addOutcomes(sum, outcomes), progress.outcomes);
}

function commandsOfWave(wave: WaveReadModel, progress: WaveProgress | undefined): CommandCounts {
  return wave.commands ?? progress?.commands ?? noCommands;
}

/** Sums over all waves; `progress` may lack waves that nobody has heard of yet. */
export function outcomesOfRun(run: RunReadModel, progress: readonly WaveProgress[]): OutcomeCounts {
  if (run.outcomes !== undefined) return run.outcomes;
  return run.waves.reduce((sum, wave) => addOutcomes(sum, outcomesOfWave(wave, progressOf(progress, wave.name))), {});
}

export function commandsOfRun(run: RunReadModel, progress: readonly WaveProgress[]): CommandCounts {
  if (run.commands !== undefined) return run.commands;
  return run.waves.reduce((sum, wave) => addCommands(sum, commandsOfWave(wave, progressOf(progress, wave.name))), noCommands);
}

export function progressOf(progress: readonly WaveProgress[], wave: string): WaveProgress | undefined {
  return progress.find((one) => one.wave === wave);
}
