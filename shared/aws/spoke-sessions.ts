import { AssumeRoleCommand, type Credentials, type STSClient } from '@aws-sdk/client-sts';

export interface SpokeCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

export interface SpokeRole {
  roleName: string;
  externalId: string;
}

/** Sessions live an hour (the limit of role chaining) and are renewed this long before, against clock skew. */
const SESSION_SECONDS = 3_600;
const RENEWED_BEFORE_MS = 5 * 60_000;

export interface SpokeSessions {
  /** Credentials of the spoke's role, assumed at most once an hour per account and warm function. */
  of(accountId: string): Promise<SpokeCredentials>;
  /** Drops what is kept: a session that a spoke refused is not used again. */
  forget(accountId: string): void;
}

export function createSpokeSessions(sts: STSClient, role: SpokeRole, now: () => number): SpokeSessions {
  const sessions = new Map<string, { credentials: SpokeCredentials; until: number }>();
  /** Calls under way: who asks meanwhile waits for the same one. */
  const opening = new Map<string, Promise<SpokeCredentials>>();

  async function open(accountId: string): Promise<SpokeCredentials> {
    const { Credentials: answer } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${accountId}:role/${role.roleName}`,
        RoleSessionName: 'patchwave',
        ExternalId: role.externalId,
        DurationSeconds: SESSION_SECONDS,
      }),
    );
    const credentials = credentialsOf(answer);
    sessions.set(accountId, { credentials, until: now() + SESSION_SECONDS * 1000 - RENEWED_BEFORE_MS });
    return credentials;
  }

  return {
    of(accountId) {
      const kept = sessions.get(accountId);
      if (kept !== undefined && kept.until > now()) return Promise.resolve(kept.credentials);
      const underWay = opening.get(accountId) ?? open(accountId).finally(() => opening.delete(accountId));
      opening.set(accountId, underWay);
      return underWay;
    },
    forget(accountId) {
      sessions.delete(accountId);
    },
  };
}

function credentialsOf(answer: Credentials | undefined): SpokeCredentials {
  return {
    accessKeyId: answer?.AccessKeyId ?? '',
    secretAccessKey: answer?.SecretAccessKey ?? '',
    sessionToken: answer?.SessionToken ?? '',
  };
}
