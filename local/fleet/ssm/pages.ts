import { AwsError } from '#local/wire/service.ts';
import { checkRange } from './validation.ts';

export interface PageRequest {
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
}

export interface PageRules<Item> {
  from: number;
  to: number;
  usual: number;
  /** Stable over calls: a page continues after the last item that was shown, even if new ones came before it. */
  keyOf: (item: Item) => string;
}

/** One page of a list, with SSM's rules for its size. */
export function pageOf<Item>(
  items: readonly Item[],
  request: PageRequest,
  rules: PageRules<Item>,
): { page: Item[]; nextToken?: string } {
  checkRange('maxResults', request.MaxResults, rules);
  const start = startOf(items, request.NextToken, rules.keyOf);
  const end = start + (request.MaxResults ?? rules.usual);
  const last = items[end - 1];
  const page = items.slice(start, end);
  return end < items.length && last !== undefined ? { page, nextToken: encode(rules.keyOf(last)) } : { page };
}

function startOf<Item>(items: readonly Item[], token: string | undefined, keyOf: (item: Item) => string): number {
  if (token === undefined || token === '') return 0;
  const index = items.findIndex((item) => encode(keyOf(item)) === token);
  if (index < 0) throw new AwsError('InvalidNextToken', 'The specified token is not valid.');
  return index + 1;
}

function encode(key: string): string {
  return Buffer.from(key).toString('base64url');
}

/** Adds `NextToken` only where there is one. */
export function withToken<Output extends object>(
  output: Output,
  nextToken: string | undefined,
): Output & { NextToken?: string } {
  return nextToken === undefined ? output : { ...output, NextToken: nextToken };
}
