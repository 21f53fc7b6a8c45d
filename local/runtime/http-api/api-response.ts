import type { WireResponse } from '#local/wire/wire-message.ts';

/** What the client gets for the function's answer: a full answer has a statusCode, anything else is a 200 with JSON. */
export function apiResponse(result: unknown): WireResponse {
  if (typeof result === 'object' && result !== null && 'statusCode' in result) {
    const { statusCode, headers = {}, body, isBase64Encoded } = result as {
      statusCode: number;
      headers?: Record<string, string | number | boolean>;
      body?: string;
      isBase64Encoded?: boolean;
    };
    return {
      status: statusCode,
      headers: { 'content-type': 'application/json', ...lowerCased(headers) },
      body: isBase64Encoded === true ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
    };
  }
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(result) };
}

export function apiError(status: number, message: string): WireResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}

function lowerCased(headers: Record<string, string | number | boolean>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
