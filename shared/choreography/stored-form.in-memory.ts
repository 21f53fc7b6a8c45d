/**
 * What a table that keeps JSON would give back, frozen to the last member: whoever changes what was loaded fails at that
 * very line. What is frozen already is such a form, and is kept as it is: a state that was made out of a loaded one
 * shares with it what did not change.
 */
export function storedForm<Value>(value: Value): Value {
  return formOf(value) as Value;
}

function formOf(value: unknown): unknown {
  if (typeof value === 'string' || value === null) return value;
  if (typeof value !== 'object') return formOfScalar(value);
  if (Object.isFrozen(value)) return value;
  if (Array.isArray(value)) return Object.freeze(value.map((member) => formOf(member) ?? null));
  if (Object.getPrototypeOf(value) !== Object.prototype) return formOf(JSON.parse(JSON.stringify(value)));
  return Object.freeze(formOfMembers(value as Record<string, unknown>));
}

/** JSON knows no undefined and no NaN; a state that holds them must come back as broken here as it does from a table. */
function formOfScalar(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  if (typeof value === 'bigint') throw new TypeError('a bigint: found in a state, and JSON has none');
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

function formOfMembers(value: Record<string, unknown>): object {
  const form: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const member = formOf(value[name]);
    if (member !== undefined) form[name] = member;
  }
  return form;
}
