import type { Bitmap } from '#shared/domain/bitmap.ts';
import type { RunEnding } from '#shared/domain/status.ts';
import type { Identity, RunControl } from '#shared/events/scalars.ts';

import type { EndedWave, WaveState } from '../waves/wave-state.ts';

export interface RunHead {
  runId: string;
  policyName: string;
  requestedBy: Identity;
  /** When the run was created, epoch ms. */
  startedAt: number;
}

/** Nothing was started; the answer is kept so that it can be given again. */
export interface RejectedRun extends RunHead {
  phase: 'rejected';
  reasons: readonly string[];
}

interface LiveRun extends RunHead {
  control: RunControl;
}

/** The accounts of its waves are being looked up. */
export interface ResolvingRun extends LiveRun {
  phase: 'resolving';
  runTimeoutMinutes: number;
  /** Tries begun, the present one included. */
  attempts: number;
  /** The present try is given up then, epoch ms. */
  retryAt: number;
}

interface AcceptedRun extends LiveRun {
  /** The run's hard end, epoch ms. */
  endsBefore: number;
}

/** Its targets are being listed, chunk by chunk. */
export interface DiscoveringRun extends AcceptedRun {
  phase: 'discovering';
  chunks: number;
  answered: Bitmap;
  asks: number;
  askAt: number;
}

/** All is known that will be known: the plan is being written. */
export interface BuildingRun extends AcceptedRun {
  phase: 'building';
  chunks: number;
  answered: Bitmap;
  /** Stands in the plan as its time, so that a repeated attempt writes the very same plan. */
  since: number;
  retryAt: number;
}

export interface PlanKeys {
  planHash: string;
  manifestKey: string;
}

export interface ApprovalTimes {
  /** From a question to its end, and from it to the end of a given approval. */
  expiresAfterMinutes: number;
  validForMinutes: number;
  /** An unanswered request ends then. */
  expiresAt: number;
  /** A given approval ends then. */
  validUntil: number;
  /** The plan is shown again then, while somebody is still to answer. */
  askAt: number;
}

/** Its waves are under way. In the order of the plan; what never changes of a wave stands in the manifest. */
export interface PlannedRun extends AcceptedRun {
  phase: 'planned';
  plan: PlanKeys;
  wavePauseSeconds: number;
  approval: ApprovalTimes;
  waves: readonly WaveState[];
  abortReason?: string;
  /** Why the run as a whole was halted, in words. Kept once: its waves have no words of their own for it. */
  haltReason?: string;
}

export interface EndedRun extends AcceptedRun {
  phase: 'ended';
  status: RunEnding;
  /** In words; empty where all went as planned. */
  reason: string;
  endedAt: number;
  /** Absent where the run ended before it had a plan; it has no waves then. */
  plan?: PlanKeys;
  waves: readonly EndedWave[];
  haltReason?: string;
  /** Until the reporter has said that the report is written. */
  reportAwaited?: { askAt: number; asks: number };
}

export type RunState = RejectedRun | ResolvingRun | DiscoveringRun | BuildingRun | PlannedRun | EndedRun;
