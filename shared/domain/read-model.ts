import type { CommandCounts, Identity, OutcomeCounts, RunControl } from '../events/scalars.ts';
import type { Attention } from './attention.ts';
import type { Bitmap } from './bitmap.ts';
import type { RunEnding, RunStatus, WaveStatus } from './status.ts';
import type { TargetHolds } from './target-holds.ts';

/** What people may know of a wave, gathered from events in whatever order they came. Times in epoch ms. */
export interface WaveReadModel {
  name: string;
  /** Follows from the other members (reporter's core), stored so that every reader sees the same word. */
  status: WaveStatus;
  hash?: string;
  targets?: number;
  planned?: number;
  /** What the planner waited for before the start, oldest first; the last few. */
  holds?: readonly WaveHold[];
  approval?: WaveApproval;
  startedAt?: number;
  halt?: WaveHalt;
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

/** Why a wave did not start when it was looked at. */
export interface WaveHold {
  reason: string;
  detail: string;
  /** When the planner looks again by itself. */
  until?: number;
  at: number;
}

interface WaveHalt {
  accountId: string;
  region: string;
  errors: number;
  errorsAllowed: number;
  detail: string;
  /** Whose threshold was passed; absent: the target's. */
  scope?: 'target' | 'wave';
}

export interface WaveApproval {
  state: 'requested' | 'approved' | 'rejected' | 'expired';
  waveHash: string;
  at: number;
  quorum?: number;
  instances?: number;
  expiresAt?: number;
  /** When this round was first asked for: a question that is repeated is no new one. */
  askedAt?: number;
  validUntil?: number;
  /** Whose approvals counted while more were needed; of earlier rounds too (`votesOf`). */
  votes?: readonly { by: Identity; at: number }[];
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
  /** Stopped as a whole: by its errors over all waves, or by an alarm. */
  halt?: { seq: number; by: Identity; reason: string; at: number };
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
  /** What calls for a person, oldest first; each kind and subject once. */
  attention?: readonly Attention[];
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
  /** Errors that count against the wave's own bound, as account-fanout last said them. */
  errors?: { step: number; errors: number };
  /** By ordinal: targets that may not start or send, or could not for a while. */
  holds?: Readonly<Record<string, TargetHolds>>;
  /** Held targets for which there was no room in `holds`. */
  unlisted?: Bitmap;
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

export function isReadKey(key: string): boolean {
  return key.startsWith('READ#');
}

/** The approvals that count in the round that is open. */
export function votesOf({ votes = [], askedAt = 0 }: WaveApproval): readonly { by: Identity; at: number }[] {
  return votes.filter(({ at }) => at >= askedAt);
}
