type Tags = Readonly<Record<string, string>>;
type TagFilters = Readonly<Record<string, readonly string[]>>;

/** AND between keys, OR within a key's values; no filter at all matches everything. */
export function matchesTags(tags: Tags, filters: TagFilters): boolean {
  return Object.entries(filters).every(([key, values]) => hasOneOf(tags[key], values));
}

/** True for an instance that carries any of these. */
export function hasAnyTag(tags: Tags, filters: TagFilters): boolean {
  return Object.entries(filters).some(([key, values]) => hasOneOf(tags[key], values));
}

function hasOneOf(value: string | undefined, values: readonly string[]): boolean {
  return value !== undefined && values.includes(value);
}
