/** So many objects are read at once. */
const AT_ONCE = 20;

export async function inGroups<Element, Result>(elements: readonly Element[], work: (element: Element) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < elements.length; start += AT_ONCE) {
    results.push(...(await Promise.all(elements.slice(start, start + AT_ONCE).map(work))));
  }
  return results;
}
