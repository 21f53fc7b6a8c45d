/** Throws what went wrong on the way, all of it; nothing when nothing did. */
export function failTogether(errors: readonly unknown[]): void {
  if (errors.length === 0) return;
  const words = errors.map((error) => (error instanceof Error ? error.message : String(error)));
  throw new AggregateError(errors, words.join('; '));
}
