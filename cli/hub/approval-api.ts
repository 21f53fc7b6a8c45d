import { randomUUID } from 'node:crypto';

import { SignatureV4 } from '@smithy/signature-v4';

import { badInput, CommandFailure, exitCodes } from '../exit-codes.ts';
import type { Vote } from './hub.ts';

/** Where the approval API is, and with whose credentials to sign. */
export interface ApprovalApi {
  /** Without a slash at its end. */
  url: string;
  region: string;
  credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials'];
  sha256: ConstructorParameters<typeof SignatureV4>[0]['sha256'];
}

/** The same vote is being taken at this moment: it need not be sent again. */
const BEING_TAKEN = 409;
const FORBIDDEN = 403;
const SERVER_FAULT = 500;

/** Posts a vote. Each call is an attempt of its own, so that a second vote hears again why it does not count. */
export async function postVote(api: ApprovalApi, runId: string, { wave, ...body }: Vote): Promise<void> {
  const answer = await signedPost(api, `/runs/${runId}/waves/${wave}/votes`, JSON.stringify(body));
  if (answer.ok || answer.status === BEING_TAKEN) return;
  const text = await answer.text();
  if (answer.status === FORBIDDEN) throw notAllowed(api, text);
  if (answer.status < SERVER_FAULT) throw badInput(errorIn(text));
  throw new CommandFailure(exitCodes.unreachable, `${api.url}: the approval API failed (${String(answer.status)}); vote again. A vote that was taken after all counts once.`);
}

async function signedPost({ url, ...identity }: ApprovalApi, path: string, body: string): Promise<Response> {
  const { protocol, host, hostname, port, pathname } = new URL(url + path);
  const signer = new SignatureV4({ service: 'execute-api', ...identity });
  const signed = await signer.sign({
    method: 'POST', protocol, hostname, path: pathname, query: {}, body, ...(port === '' ? {} : { port: Number(port) }),
    headers: { host, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
  });
  return fetch(url + path, { method: 'POST', headers: signed.headers, body });
}

function notAllowed({ url }: ApprovalApi, text: string): CommandFailure {
  return new CommandFailure(
    exitCodes.unreachable,
    `${url}: the approval API does not let you vote (${errorIn(text)}). Your identity needs execute-api:Invoke on it; the policy patchwave-<stage>-approvers has it (docs/security.md).`,
  );
}

/** The function says `error`, API Gateway itself `message`. */
function errorIn(text: string): string {
  try {
    const { error, message } = JSON.parse(text) as { error?: string; message?: string };
    return error ?? message ?? text;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
