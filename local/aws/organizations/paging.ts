import { AwsError } from '#local/wire/service.ts';

export interface PageRequest {
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
}

// Organizations lists at most 20 at a time.
const MAX_RESULTS = 20;

/** Cuts one page. The token is the position, which holds because the directory does not change while it is read. */
export function page<Item>(items: Item[], { MaxResults = MAX_RESULTS, NextToken }: PageRequest): { items: Item[]; NextToken?: string } {
  if (MaxResults < 1 || MaxResults > MAX_RESULTS) {
    throw new AwsError('InvalidInputException', `MaxResults is ${MaxResults}; expected 1 to ${MAX_RESULTS}.`, {
      Reason: MaxResults < 1 ? 'MIN_VALUE_EXCEEDED' : 'MAX_VALUE_EXCEEDED',
    });
  }
  const start = NextToken === undefined ? 0 : readToken(NextToken);
  const end = start + MaxResults;
  const cut = { items: items.slice(start, end) };
  return end < items.length ? { ...cut, NextToken: Buffer.from(`at:${end}`).toString('base64url') } : cut;
}

function readToken(token: string): number {
  const [, position] = /^at:(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (position !== undefined) return Number(position);
  throw new AwsError('InvalidInputException', `NextToken "${token}" was not given out by a list call; start again without it.`, {
    Reason: 'INVALID_NEXT_TOKEN',
  });
}
