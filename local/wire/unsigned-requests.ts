import { pathOf, type WireRequest, type WireResponse } from './wire-message.ts';

/** Plain HTTP, without a signature: the HTTP API, a health page. By path prefix; the longest prefix that fits wins. */
export type PlainRoutes = Record<string, (request: WireRequest) => Promise<WireResponse> | WireResponse>;

const ABOUT = 'Patchwave local cloud: point any AWS SDK or the AWS CLI at this address (access key "test").\n';

export function answerUnsigned(request: WireRequest, routes: PlainRoutes): Promise<WireResponse> | WireResponse {
  const path = pathOf(request);
  const prefix = Object.keys(routes)
    .filter((candidate) => path.startsWith(candidate))
    .sort((a, b) => b.length - a.length)[0];
  const route = prefix === undefined ? undefined : routes[prefix];
  if (route !== undefined) return route(request);
  if (path === '/' && ['GET', 'HEAD'].includes(request.method)) return plainText(200, ABOUT);
  return plainText(403, `Missing Authentication Token: ${request.method} ${path} is unsigned and no plain route serves it.\n`);
}

function plainText(status: number, body: string): WireResponse {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}
