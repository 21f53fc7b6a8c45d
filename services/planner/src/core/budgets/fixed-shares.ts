/** Divides a limit among at least one and at most `limit` slices: what is left over goes to the first ones, one each. */
export function fixedShares(limit: number, slices: number): number[] {
  const [each, over] = [Math.floor(limit / slices), limit % slices];
  return Array.from({ length: slices }, (_, index) => each + (index < over ? 1 : 0));
}
