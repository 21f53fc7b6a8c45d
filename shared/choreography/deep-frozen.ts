/** The same value, which nobody can change any more, neither it nor anything in it. For plain JSON: no classes, no circles. */
export function deepFrozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const name of Object.keys(value)) deepFrozen((value as Record<string, unknown>)[name]);
  return Object.freeze(value);
}
