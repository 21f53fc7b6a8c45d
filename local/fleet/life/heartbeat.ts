import { SeededRandom } from '#local/chance/seeded-random.ts';
import type { SimulatedInstance } from './simulated-instance.ts';

/** The agent's heartbeat, from the constants of amazon-ssm-agent. `Online` can therefore be this stale. */
const heartbeatMs = 5 * 60_000;
/** SSM gives a late beat a little time before it calls the connection lost. */
const graceMs = 60_000;

export interface Heartbeat {
  pingStatus: 'Online' | 'ConnectionLost';
  lastPingMs: number;
}

/** What SSM believes of the agent. A rebooting instance stays Online for minutes, and then is ConnectionLost. */
export function heartbeat(instance: SimulatedInstance, nowMs: number): Heartbeat {
  const phase = new SeededRandom('heartbeat', instance.plan.instanceId).integer(0, heartbeatMs - 1);
  const until = Math.min(instance.silentSinceMs ?? nowMs, nowMs);
  const beat = Math.floor((until - phase) / heartbeatMs) * heartbeatMs + phase;
  const lastPingMs = Math.max(beat, Math.min(instance.agentUpSinceMs, until));
  return { lastPingMs, pingStatus: nowMs - lastPingMs <= heartbeatMs + graceMs ? 'Online' : 'ConnectionLost' };
}
