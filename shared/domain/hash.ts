import { hash } from 'node:crypto';

/** JSON with sorted keys, so that equal values have equal text whatever order they were built in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export function sha256Of(value: unknown): string {
  return sha256OfText(canonicalJson(value));
}

export function sha256OfText(text: string): string {
  return hash('sha256', text);
}
