import { askingMutants } from './asking-mutants.ts';
import { budgetMutants } from './budget-mutants.ts';
import { choreographyMutants } from './choreography-mutants.ts';
import { guardMutants } from './guard-mutants.ts';
import type { Mutant } from './mutant.ts';
import { rolloutMutants } from './rollout-mutants.ts';
import { sendingMutants } from './sending-mutants.ts';

export const mutants: readonly Mutant[] = [
  ...choreographyMutants, ...askingMutants, ...sendingMutants, ...rolloutMutants, ...budgetMutants, ...guardMutants,
];
