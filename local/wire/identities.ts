import { randomBytes } from 'node:crypto';

import { personOf } from '#cli/hub/local-person.ts';
import type { Clock } from '#local/clock/clock.ts';

import type { SignatureScope } from './signature.ts';

export const HUB_ACCOUNT_ID = '000000000000';
const ADMINISTRATOR_ACCESS_KEY_ID = 'test';

/** Whom an access key id stands for. */
export interface Identity {
  accountId: string;
  arn: string;
  /** The function of the runtime that holds the key, or whose role assumed this one. */
  functionName?: string | undefined;
}

/** Temporary keys as STS hands them out. */
interface SessionCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** Epoch milliseconds on the local cloud's clock. */
  expiresAtMs: number;
}

export type Recognition = { known: Identity } | { refused: 'unknown-key' | 'expired' | 'wrong-session-token' };

export interface Identities {
  /** Gives a long-lived key its identity, such as a function's role. A later call replaces it. */
  register: (accessKeyId: string, identity: Identity) => void;
  /** Mints temporary keys, valid for `durationSeconds` on the local cloud's clock. */
  mint: (identity: Identity, durationSeconds: number) => SessionCredentials;
  recognise: (scope: SignatureScope) => Recognition;
  /** Whom a key that was recognised before stands for. */
  find: (accessKeyId: string) => Identity | undefined;
}

interface Session {
  identity: Identity;
  sessionToken: string;
  expiresAtMs: number;
}

// A run over a thousand accounts assumes a few thousand roles; expired sessions are swept only then.
const SWEEP_ABOVE_SESSIONS = 5_000;

/** The keys this cloud knows. Sessions live in memory only: after a restart they count as expired, so clients renew. */
export function createIdentities(clock: Clock): Identities {
  const longLived = new Map<string, Identity>();
  const sessions = new Map<string, Session>();
  longLived.set(ADMINISTRATOR_ACCESS_KEY_ID, {
    accountId: HUB_ACCOUNT_ID,
    arn: `arn:aws:iam::${HUB_ACCOUNT_ID}:user/test`,
  });

  function sweep(): void {
    for (const [key, session] of sessions) {
      if (session.expiresAtMs <= clock.now()) sessions.delete(key);
    }
  }

  function recogniseSession(scope: SignatureScope): Recognition {
    const session = sessions.get(scope.accessKeyId);
    if (session === undefined || session.expiresAtMs <= clock.now()) return { refused: 'expired' };
    if (session.sessionToken !== scope.sessionToken) return { refused: 'wrong-session-token' };
    return { known: session.identity };
  }

  return {
    register: (accessKeyId, identity) => void longLived.set(accessKeyId, identity),
    mint: (identity, durationSeconds) => {
      if (sessions.size >= SWEEP_ABOVE_SESSIONS) sweep();
      const credentials = newCredentials(clock.now() + durationSeconds * 1000);
      const { accessKeyId, sessionToken, expiresAtMs } = credentials;
      sessions.set(accessKeyId, { identity, sessionToken, expiresAtMs });
      return credentials;
    },
    find: (accessKeyId) => longLived.get(accessKeyId) ?? sessions.get(accessKeyId)?.identity ?? personBehind(accessKeyId),
    recognise: (scope) => {
      const identity = longLived.get(scope.accessKeyId) ?? personBehind(scope.accessKeyId);
      if (identity !== undefined) return { known: identity };
      return scope.accessKeyId.startsWith('ASIA') ? recogniseSession(scope) : { refused: 'unknown-key' };
    },
  };
}

/** Somebody at the keyboard, with the administrator's rights. The name alone stands for the ARN, as in all that people ask for here. */
function personBehind(accessKeyId: string): Identity | undefined {
  const name = personOf(accessKeyId);
  return name === undefined ? undefined : { accountId: HUB_ACCOUNT_ID, arn: name };
}

function newCredentials(expiresAtMs: number): SessionCredentials {
  return {
    accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(48).toString('base64'),
    expiresAtMs,
  };
}
