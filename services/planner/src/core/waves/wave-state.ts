import type { Cause } from '#shared/domain/causes.ts';
import { hasWaveEnded } from '#shared/domain/status.ts';

import type { PackedSums } from './packed-sums.ts';

export type HoldReason = 'AwaitingApproval' | 'AwaitingDependency' | 'Baking' | 'Pausing' | 'Paused' | 'Frozen' | 'WindowClosed' | 'AwaitingTurn';

/** Why a wave never started. The names are those of the causes its instances get in the report. */
export type SkipReason = Extract<Cause, 'WaveNotStarted' | 'ApprovalRejected' | 'ApprovalExpired' | 'RunAborted' | 'RunHalted' | 'TimeUp'> | 'NothingSelected';

export interface UnstartedWave {
  status: 'Pending' | 'AwaitingApproval' | 'Waiting';
  /** The end of its approval, epoch ms; 0 while it has none. */
  validUntil: number;
  /** The reason that was last said. */
  held?: HoldReason;
  /** When that reason ends by itself, epoch ms. */
  until?: number;
}

export interface RunningWave {
  status: 'Running';
  validUntil: number;
  askAt: number;
  /** The end of the window it was started in, epoch ms; absent where it has no windows. */
  windowEndsAt?: number;
  /** What account-fanout said of its errors last: the step, which only rises, and how many. Without names, for the item's size. */
  progress?: readonly [step: number, errors: number];
  /** Where its threshold was exceeded, once it was. */
  halted?: string;
}

export interface BakingWave {
  status: 'Baking';
  until: number;
  sums: PackedSums;
}

export type EndedWave =
  /** `passedAt` is absent where a wave without instances passed before any other did. */
  | { status: 'Passed'; sums: PackedSums; passedAt?: number }
  | { status: 'Halted' | 'Aborted'; sums: PackedSums; detail?: string }
  | { status: 'Skipped'; why: SkipReason; detail?: string };

export type WaveState = UnstartedWave | RunningWave | BakingWave | EndedWave;

export function isEnded(wave: WaveState): wave is EndedWave {
  return hasWaveEnded(wave.status);
}

export function isUnstarted(wave: WaveState): wave is UnstartedWave {
  return wave.status === 'Pending' || wave.status === 'AwaitingApproval' || wave.status === 'Waiting';
}
