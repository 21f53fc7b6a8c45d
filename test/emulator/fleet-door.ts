import { openDoor, type Door, type DoorRequest } from './http-door.ts';

const credential = /Credential=([^/]+)\//;

export interface FleetDoorOptions {
  port: number;
  /** How much faster than the wall clock the fleet lives. */
  speed: number;
}

/**
 * The way from functions that run elsewhere to the simulated fleet. The fleet knows its own sessions and the hub's
 * administrator; every other caller is taken for the latter, since the fleet cannot know the emulator's roles. A session of
 * an hour is over sooner for who lives slower than the fleet, and is told so.
 */
export function openFleetDoor({ port, speed }: FleetDoorOptions): Promise<Door> {
  const sessions = new Set<string>();
  return openDoor({
    to: { port },
    onRequest(request) {
      const key = credential.exec(request.headers.authorization ?? '')?.[1];
      return key === undefined || sessions.has(key) ? request : asAdministrator(request, key);
    },
    onReply(reply) {
      const text = reply.body.toString();
      const session = /<AssumeRoleResult>.*<AccessKeyId>(\w+)<\/AccessKeyId>/s.exec(text)?.[1];
      if (session === undefined) return reply;
      sessions.add(session);
      const expires = new Date(Date.now() + 3_600_000 / speed).toISOString();
      return { ...reply, body: Buffer.from(text.replace(/<Expiration>[^<]*</, `<Expiration>${expires}<`)) };
    },
  });
}

function asAdministrator(request: DoorRequest, key: string): DoorRequest {
  const { authorization, 'x-amz-security-token': token, ...headers } = request.headers;
  if (authorization === undefined || token === undefined) return request;
  return { ...request, headers: { ...headers, authorization: authorization.replace(`Credential=${key}/`, 'Credential=test/') } };
}
