/** The element at an ordinal that the plan fixed. Its absence means that state and plan do not belong together: a bug. */
export function elementAt<Element>(list: readonly Element[], ordinal: number): Element {
  const element = list[ordinal];
  if (element === undefined) throw new RangeError(`ordinal ${String(ordinal)}: found a list of ${String(list.length)}, expected a longer one.`);
  return element;
}
