const PREFIX = 'person.';

/** The access key id by which a person signs at a local cloud: on one machine people are told apart by their word alone. */
export function personKey(name: string): string {
  return PREFIX + encodeURIComponent(name);
}

/** Whom such a key names; undefined for all others. */
export function personOf(accessKeyId: string): string | undefined {
  if (!accessKeyId.startsWith(PREFIX)) return undefined;
  try {
    return decodeURIComponent(accessKeyId.slice(PREFIX.length)) || undefined;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
