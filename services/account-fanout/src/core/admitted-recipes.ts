import type { WaveRecipe } from './wave-state.ts';

/** An outbox entry stays under 256 bytes: 30 ordinals of up to five digits. */
const RECIPE_TARGETS_MAX = 30;

export function admittedRecipes(ordinals: readonly number[]): WaveRecipe[] {
  return inChunks(ordinals, RECIPE_TARGETS_MAX).map((chunk) => ({ type: 'TargetsAdmitted', ordinals: chunk }));
}

export function inChunks<Value>(values: readonly Value[], size: number): Value[][] {
  const chunks: Value[][] = [];
  for (let start = 0; start < values.length; start += size) chunks.push(values.slice(start, start + size));
  return chunks;
}
