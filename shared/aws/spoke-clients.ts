import type { SpokeCredentials, SpokeSessions } from './spoke-sessions.ts';

interface ClientConfiguration {
  region: string;
  credentials: SpokeCredentials;
}

/** One client per account, region and session: building one costs more than a call. */
export function spokeClients<Client>(
  sessions: SpokeSessions,
  build: (configuration: ClientConfiguration) => Client,
): (accountId: string, region: string) => Promise<Client> {
  const clients = new Map<string, { client: Client; accessKeyId: string }>();
  return async (accountId, region) => {
    const credentials = await sessions.of(accountId);
    const key = `${accountId}/${region}`;
    const kept = clients.get(key);
    if (kept?.accessKeyId === credentials.accessKeyId) return kept.client;
    const client = build({ region, credentials });
    clients.set(key, { client, accessKeyId: credentials.accessKeyId });
    return client;
  };
}
