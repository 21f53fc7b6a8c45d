import { AwsError } from '#local/wire/service.ts';

export interface PageRequest {
  token: string | undefined;
  sizeMax: number;
}

export interface Page<Item> {
  items: Item[];
  nextToken?: string;
}

/** One page of a list; the token is the index of the next item. */
export function page<Item>(items: readonly Item[], { token, sizeMax }: PageRequest): Page<Item> {
  const start = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(start) || start < 0) {
    throw new AwsError('ValidationException', `Parameter NextToken is not valid. Found ${String(token)}; use the one of the page before.`);
  }
  const end = start + sizeMax;
  return { items: items.slice(start, end), ...(end < items.length && { nextToken: String(end) }) };
}
