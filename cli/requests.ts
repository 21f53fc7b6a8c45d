import { randomUUID } from 'node:crypto';

import { runControlRequested } from '#shared/events/run-control-requested.ts';
import { runRequested } from '#shared/events/run-requested.ts';
import type { RunSource } from '#shared/domain/policy/read-run-definition.ts';
import type { Hub } from './hub/hub.ts';

/** A request that nobody has taken by then is refused: what was asked in the evening must not start in the morning. */
const REQUEST_VALID_MS = 60 * 60_000;

/** `runId` is given when a request that may have been lost is made again: the same run, not another. */
export async function requestRun(hub: Hub, source: RunSource, runId: string = randomUUID()): Promise<string> {
  const [requestedBy, now] = await Promise.all([hub.identity(), hub.now()]);
  await hub.request({
    contract: runRequested,
    runId,
    data: { runId, requestedBy, notAfter: now + REQUEST_VALID_MS, ...(source as { policy?: Record<string, unknown>; runInput?: Record<string, unknown> }) },
  });
  return runId;
}

export async function requestControl(hub: Hub, runId: string, wish: { action: 'pause' | 'resume' | 'abort'; reason: string }): Promise<void> {
  const [requestedBy, now] = await Promise.all([hub.identity(), hub.now()]);
  await hub.request({ contract: runControlRequested, runId, data: { runId, ...wish, requestedBy, notAfter: now + REQUEST_VALID_MS } });
}
