import type { RunReadModel, WaveReadModel } from '#shared/domain/read-model.ts';

/** Changes the row of one wave, which is made where no earlier fact named it. */
export function withWave(
  model: RunReadModel,
  name: string,
  change: (wave: WaveReadModel) => Partial<WaveReadModel>,
): RunReadModel {
  const known = model.waves.some((wave) => wave.name === name);
  const waves = known ? model.waves : [...model.waves, newWave(name)];
  return { ...model, waves: waves.map((wave) => (wave.name === name ? { ...wave, ...change(wave) } : wave)) };
}

/** The rows in the order of the plan, with rows for waves that were not known; rows of other names stay at the end. */
export function withWaves(model: RunReadModel, names: readonly string[]): RunReadModel {
  const planned = names.map((name) => model.waves.find((wave) => wave.name === name) ?? newWave(name));
  const others = model.waves.filter(({ name }) => !names.includes(name));
  return { ...model, waves: [...planned, ...others] };
}

function newWave(name: string): WaveReadModel {
  return { name, status: 'Pending' };
}
