import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { traitsOf } from './exchange-traits.ts';
import type { Answer, WireRequest } from './wire-message.ts';

/** One request and its reply, as they went over the wire. */
export interface Exchange {
  /** Signing name. */
  service: string;
  operation: string;
  /** The function that called, or the ARN of whoever else did. */
  by: string;
  errorCode?: string | undefined;
  request: { method: string; url: string; headers: Record<string, string>; /** Base64. */ body: string };
  reply: { status: number; headers: Record<string, string>; /** Base64. */ body: string };
}

export type RecordExchange = (about: Pick<Exchange, 'service' | 'by'>, request: WireRequest, answer: Answer) => void;

// Enough for every shape that one operation has; what a map's keys make of it must not fill a disk.
const MOST_PER_OPERATION = 300;
const SECRET_HEADERS = new Set(['authorization', 'x-amz-security-token']);

/**
 * Writes exchanges to a file of JSON lines in the folder: of each operation those that show a member, a size or an
 * outcome that none before them showed. Off unless the environment names the folder.
 */
export function recorderFromEnvironment(folder = process.env['PATCHWAVE_WIRE_RECORD']): RecordExchange | undefined {
  if (folder === undefined || folder === '') return undefined;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${String(process.pid)}.jsonl`);
  return exchangeRecorder((exchange) => appendFileSync(file, `${JSON.stringify(exchange)}\n`));
}

export function exchangeRecorder(keep: (exchange: Exchange) => void): RecordExchange {
  const seen = new Set<string>();
  const kept = new Map<string, number>();
  return ({ service, by }, request, answer) => {
    const operation = `${service}:${answer.operation}`;
    const count = kept.get(operation) ?? 0;
    if (count >= MOST_PER_OPERATION) return;
    const before = seen.size;
    for (const trait of traitsOf(service, request, answer)) seen.add(`${operation} ${trait}`);
    if (seen.size === before) return;
    kept.set(operation, count + 1);
    keep(asExchange({ service, by }, request, answer));
  };
}

function asExchange(about: Pick<Exchange, 'service' | 'by'>, request: WireRequest, answer: Answer): Exchange {
  const { operation, errorCode, status } = answer;
  return {
    ...about,
    operation,
    errorCode,
    request: { method: request.method, url: request.url, headers: withoutSecrets(request.headers), body: request.body.toString('base64') },
    reply: { status, headers: answer.headers, body: Buffer.from(answer.body).toString('base64') },
  };
}

function withoutSecrets(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET_HEADERS.has(name)));
}
