import { countBits, hasBit, type Bitmap } from '#shared/domain/bitmap.ts';
import type { DataOf } from '#shared/events/contract.ts';
import type { CommandCounts, OutcomeCounts, RunControl } from '#shared/events/scalars.ts';
import type { targetHeld } from '#shared/events/target-held.ts';
import type { waveCompleted } from '#shared/events/wave-completed.ts';
import type { waveStarted } from '#shared/events/wave-started.ts';

import type { WaveErrors } from './wave-errors.ts';

/** What the planner said when it started the wave. */
export type WaveOrder = DataOf<typeof waveStarted>;
export type WaveEnding = DataOf<typeof waveCompleted>['ending'];
export type HoldReason = DataOf<typeof targetHeld>['reason'];

/** The target whose errors halted the wave, by themselves or as the last of a sum. */
export interface Halt {
  accountId: string;
  region: string;
  errors: number;
  errorsAllowed: number;
  /** The errors are those of the whole wave; absent: of this target. */
  scope?: 'wave';
}

/**
 * Parts of `maxInstancesInFlight` below the targets' own limits, by ordinal. All other parts follow from the plan and
 * need no memory.
 */
export type CutShares = Readonly<Record<string, number>>;

/** Targets are ordinals of the wave's plan; a set of them is a bitmap, so that 1,000 targets stay under 2 KB. */
export interface WaveState {
  order: WaveOrder;
  /** The newest word on the run; the one in `order` is only the first. */
  control: RunControl;
  admitted: Bitmap;
  completed: Bitmap;
  /** Refused by a lock or a breaker, and no candidates until `retryAt`. */
  held: Bitmap;
  /** Refused for want of a budget share, and no candidates until a share comes back, at the latest until `retryAt`. */
  budgetHeld: Bitmap;
  /** For which of them TargetHeld was said, by reason. */
  saidHeld: Partial<Record<HoldReason, Bitmap>>;
  /** Locked but not admitted after all: given back when the wave ends, because until then another handler may admit them. */
  spareLocks: Bitmap;
  /** Of those in flight. */
  cutShares: CutShares;
  /** How many rounds of lending were saved. */
  lendRound: number;
  outcomes: OutcomeCounts;
  commands: CommandCounts;
  errors: WaveErrors;
  /** When admission is tried again at the latest, epoch ms. */
  lookAt: number;
  retryAt?: number;
  /** When those in flight are asked for again; absent while nothing is in flight. */
  askAgainAt?: number;
  halt?: Halt;
  /** The tables were restored since its run was created, so each target may have begun already: all are admitted, to find out. */
  recalls?: true;
  timeUp: boolean;
  ending?: WaveEnding;
}

export type WaveRecipe =
  | { type: 'TargetsAdmitted'; ordinals: readonly number[] }
  | { type: 'TargetHeld'; ordinals: readonly number[]; reason: HoldReason; until: number; by: string }
  | { type: 'WaveHalted'; halt: Halt }
  | { type: 'WaveProgressed'; step: number; errors: number }
  | { type: 'WaveCompleted'; ending: WaveEnding };

/** A fold's intermediate result: the state so far and the events it promises. */
export interface WaveStep {
  state: WaveState;
  events: readonly WaveRecipe[];
}

export function isInFlight(state: WaveState, ordinal: number): boolean {
  return hasBit(state.admitted, ordinal) && !hasBit(state.completed, ordinal);
}

export function inFlightCount(state: WaveState): number {
  return countBits(state.admitted) - countBits(state.completed);
}

export function waitingCount(state: WaveState): number {
  return state.order.targets - countBits(state.admitted);
}
