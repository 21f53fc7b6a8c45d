import type { CommandCounts, Identity, OutcomeCounts, RunControl } from '../events/scalars.ts';
import type { Bitmap } from './bitmap.ts';
import type { RunEnding, RunStatus, WaveStatus } from './status.ts';

/** What people may know of a wave, gathered from events in whatever order they came. Times in epoch ms. */
export interface WaveReadModel {
  name: string;
  /** Follows from the other members (reporter's core), stored so that every reader sees the same word. */
  status: WaveStatus;
  hash?: string;
  targets?: number;
  planned?: number;
  hold?: { reason: string; detail: string; until?: number; at: number };
  approval?: WaveApproval;
  startedAt?: number;
  halt?: { accountId: string; region: string; errors: number; errorsAllowed: number; detail: string };
  /** When its last target ended, and how. */
  endedAt?: number;
  ending?: 'Completed' | 'Halted' | 'Aborted';
  passedAt?: number;
  /** The sums of an ended wave; those of a running one are in its `WaveProgress`. */
  outcomes?: OutcomeCounts;
  commands?: CommandCounts;
  /** The planner's last word, from RunCompleted. */
  finalStatus?: WaveStatus;
  reason?: string;
}

export interface WaveApproval {
  state: 'requested' | 'approved' | 'rejected' | 'expired';
  waveHash: string;
  at: number;
  quorum?: number;
  instances?: number;
  expiresAt?: number;
  validUntil?: number;
  /** Who approved, or who said no. */
  by?: readonly Identity[];
  reason?: string;
}

/** A wish or a vote that was not followed, and why. */
export interface Refusal {
  what: string;
  by: Identity;
  reason: string;
  at: number;
}

/** One run as people see it; item `READ#<runId>`. */
export interface RunReadModel {
  runId: string;
  /** Follows from the other members, as a wave's. */
  status: RunStatus;
  policyName?: string;
  requestedBy?: Identity;
  acceptedAt?: number;
  rejection?: { at: number; reasons: readonly string[] };
  /** The run's hard end. */
  endsBefore?: number;
  planHash?: string;
  manifestKey?: string;
  planned?: number;
  approvalRequired?: boolean;
  /** In the order of the plan. */
  waves: readonly WaveReadModel[];
  control?: RunControl & { by: Identity; reason: string; at: number };
  /** The last few. */
  refusals: readonly Refusal[];
  ending?: RunEnding;
  reason?: string;
  startedAt?: number;
  endedAt?: number;
  outcomes?: OutcomeCounts;
  commands?: CommandCounts;
  /** Keys in the run bucket. */
  report?: { html: string; json: string; csv: string };
  /** When the newest fact heard became true. */
  lastFactAt: number;
}

/** How far the targets of one wave are; item `READ#<runId>#<wave>`. */
export interface WaveProgress {
  runId: string;
  wave: string;
  admitted: Bitmap;
  completed: Bitmap;
  /** Sums over the completed targets. */
  outcomes: OutcomeCounts;
  commands: CommandCounts;
  /** By ordinal: what is known of targets that had errors and are not done yet. */
  inFlight: Readonly<Record<string, { step: number; outcomes: OutcomeCounts }>>;
  /** By ordinal: targets that may not start yet, and why. */
  held: Readonly<Record<string, { accountId: string; region: string; reason: string; detail: string; until: number }>>;
  lastFactAt: number;
}

interface RunListEntry {
  runId: string;
  status: RunStatus;
  policyName?: string;
  /** When the run was first heard of. */
  at: number;
}

/** The last runs, newest first; item `READ#RUNS`. */
export interface RunList {
  runs: readonly RunListEntry[];
}

export const runListKey = 'READ#RUNS';

export function runReadKeyOf(runId: string): string {
  return `READ#${runId}`;
}

export function waveReadKeyOf(runId: string, wave: string): string {
  return `READ#${runId}#${wave}`;
}
