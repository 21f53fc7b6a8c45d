import { SpokeDoor, type SpokeCallParts } from '#test/world/spoke-door.ts';
import { processes } from './process.ts';
import type { Hub } from './timed-hub.ts';

/** A session lives an hour and is renewed five minutes before (shared/aws/spoke-sessions.ts). */
const SESSION_MS = 55 * 60_000;

/** The spokes' door, with the time that each call takes. A warm function assumes a role once an hour and account. */
export class TimedDoor extends SpokeDoor {
  assumedRoles = 0;
  private readonly hub: Hub;
  private readonly sessions = new Map<string, number>();

  constructor(hub: Hub, ...parts: ConstructorParameters<typeof SpokeDoor>) {
    super(...parts);
    this.hub = hub;
  }

  override async call(...parts: SpokeCallParts): Promise<unknown> {
    const [accountId, , operation] = parts;
    const { time, hops } = this.hub;
    if (operation === 'AssumeRole' && this.hasSession(accountId)) return {};
    await time.pause(hops.of(stepOf(operation)));
    if (operation === 'AssumeRole') this.assumedRoles += 1;
    return super.call(...parts);
  }

  override async callAfterAssuming(...parts: SpokeCallParts): Promise<unknown> {
    const [accountId, region] = parts;
    await this.call(accountId, region, 'AssumeRole', {});
    return this.call(...parts);
  }

  private hasSession(accountId: string): boolean {
    const key = `${processes.getStore()?.name ?? ''}/${accountId}`;
    const now = this.hub.time.timers.now();
    if ((this.sessions.get(key) ?? -Infinity) > now) return true;
    this.sessions.set(key, now + SESSION_MS);
    return false;
  }
}

function stepOf(operation: string): 'session' | 'send' | 'read' {
  if (operation === 'AssumeRole') return 'session';
  return operation === 'SendCommand' ? 'send' : 'read';
}
