/** The first violation that a mutant made. */
export interface Caught {
  seed: number;
  invariant: number;
  seen: string;
}
