import type { FleetEvent } from '#test/world/world.ts';

const ended = new Set(['Success', 'Failed', 'TimedOut', 'Cancelled', 'Incomplete', 'Terminated']);
const quiet = new Set(['Success', 'Pending', 'InProgress', 'Delayed', 'Cancelling']);

/** The spokes' forwarding rule: ended commands, and invocations that did not succeed. */
export function isForwarded(event: FleetEvent): boolean {
  const status = String(event.detail['status']);
  if (event['detail-type'] === 'EC2 Command Status-change Notification') return ended.has(status);
  return event['detail-type'] === 'EC2 Command Invocation Status-change Notification' && !quiet.has(status);
}
