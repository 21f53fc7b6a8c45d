/** A broken promise: which one (the invariants of docs/architecture.md), and what was seen. */
export class Violation extends Error {
  readonly invariant: number;

  constructor(invariant: number, seen: string) {
    super(`invariant ${String(invariant)}: ${seen}`);
    this.name = 'Violation';
    this.invariant = invariant;
  }
}
