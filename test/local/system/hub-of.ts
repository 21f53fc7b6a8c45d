import { connectHub } from '#cli/hub/aws-hub.ts';
import { localConnection } from '#cli/hub/connections.ts';
import type { Hub } from '#cli/hub/hub.ts';
import type { StartedProcess } from './start-process.ts';

/** Waits until the cloud of a started process is up. */
export function endpointOf(process: StartedProcess): Promise<string> {
  return process.says(/Local cloud at (http:\S+?),/);
}

/** The hub as the CLI sees it, once its cloud is up. */
export async function hubOf(process: StartedProcess): Promise<Hub & { endpoint: string }> {
  const endpoint = await endpointOf(process);
  return { ...connectHub(localConnection(endpoint, 'tester')), endpoint };
}

/** For the SDK's clients. */
export function clientOf(endpoint: string) {
  return { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
}

const ASKED_EVERY_MS = 100;

/** Asks again and again, in real time, for what a real process is about to do; throws when it does not in a minute. */
export async function eventually<Answer>(what: string, ask: () => Promise<Answer | undefined>): Promise<Answer> {
  const endMs = performance.now() + 60_000;
  while (performance.now() < endMs) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, ASKED_EVERY_MS));
  }
  throw new Error(`expected within a minute: ${what}`);
}
