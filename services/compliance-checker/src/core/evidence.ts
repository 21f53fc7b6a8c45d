/** How a command went on one instance, as ListCommandInvocations says it. Times in epoch ms. */
export interface Invocation {
  instanceId: string;
  /** SSM's `StatusDetails`; also words that this code does not know. */
  statusDetails: string;
  /** Of the step that ran; absent while nothing has ended. */
  exitCode?: number;
  /** Proof that the agent picked the command up, whatever its heartbeats say. */
  startedAt?: number;
}

/** The last successful patch operation of an instance, which need not be ours. A count of -1 is unknown. */
export interface PatchState {
  instanceId: string;
  operation: string;
  snapshotId?: string;
  startedAt: number;
  endedAt?: number;
  installed: number;
  missing: number;
  failed: number;
  pendingReboot: number;
}

/** What SSM believes of an agent; a heartbeat comes every five minutes, so `Online` may be that stale. */
export interface Agent {
  instanceId: string;
  pingStatus: string;
  lastPingAt?: number;
}

/** All that one look has seen. An instance may be missing in each of the three. */
export interface Evidence {
  invocations: readonly Invocation[];
  patchStates: readonly PatchState[];
  agents: readonly Agent[];
}
