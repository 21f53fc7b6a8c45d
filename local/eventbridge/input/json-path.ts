const step = /\.([\w/-]+|\*)|\[(\d+|\*)\]|\['([^']+)'\]/y;

/** Compiles the part of JSONPath that EventBridge knows: `$.detail.items[0].name`, `*`, `['odd key']`. Undefined if malformed. */
export function compileJsonPath(path: string): ((root: unknown) => unknown) | undefined {
  if (!path.startsWith('$')) return undefined;
  const keys: string[] = [];
  for (step.lastIndex = 1; step.lastIndex < path.length; ) {
    const found = step.exec(path);
    if (!found) return undefined;
    keys.push(found[1] ?? found[2] ?? found[3] ?? '');
  }
  return (root) => resolve(root, keys);
}

/** Undefined when the path leads nowhere; with a `*`, the list of all that it leads to. */
function resolve(value: unknown, keys: readonly string[]): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (key !== '*') return Object.hasOwn(value, key) ? resolve((value as Record<string, unknown>)[key], rest) : undefined;
  return Object.values(value)
    .map((child) => resolve(child, rest))
    .filter((found) => found !== undefined);
}
