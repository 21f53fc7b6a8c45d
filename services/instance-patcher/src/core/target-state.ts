import type { CommandCounts, OutcomeCounts, PatchOptions } from '#shared/events/scalars.ts';

import type { Durations } from './durations.ts';
import type { Held, Hold } from './hold.ts';
import type { OpenCommand } from './open-command.ts';
import type { Pace } from './pace.ts';

/** What stays known of a target from its admission to the end of its item. */
export interface TargetFacts {
  runId: string;
  wave: string;
  /** Ordinal in the wave's plan. */
  target: number;
  accountId: string;
  region: string;
  sliceKey: string;
  sliceSha256: string;
  /** Instances in the slice; an instance is its ordinal there. */
  planned: number;
  options: PatchOptions;
  /** Instances that may be in work at once. */
  limit: number;
  errorsAllowed: number;
  waveHash: string;
  approvedHash: string;
  /** Until when the approval holds, epoch ms. */
  validUntil: number;
  /** Nothing is sent that could still run after this, epoch ms. */
  notAfter: number;
  /** Nothing is sent that will not be done by then, as far as the durations tell, epoch ms. */
  windowEndsAt?: number | undefined;
  /** What it was lent of each lent group of its slice, in their order; empty where there are none. */
  lent: readonly number[];
  /** What it still uses of them, as last told. */
  kept?: string | undefined;
  /** One outcome letter per instance, `.` while undecided. */
  outcomes: string;
  /** One cause letter per instance. An undecided instance with a cause has failed once and is to be tried again. */
  causes: string;
  /** One digit per instance: how often it was commanded, or may have been. */
  attempts: string;
  /** Commands, not instances. */
  counters: CommandCounts;
  /** As last told by TargetProgressed. */
  errors: number;
  /** Counts the TargetProgressed events. */
  step: number;
  startedAt: number;
  /** None once the target has ended. */
  commands: readonly OpenCommand[];
  nextCommand: number;
  /** True from the first claim of a refill until no slot is free: packs are asked for only before a refill begins. */
  refilling: boolean;
  /** Nothing is claimed before this, epoch ms. */
  heldUntil?: number | undefined;
  /** The hold that people were last told of, until something is sent again. */
  said?: Hold | undefined;
  pace?: Pace | undefined;
  /** The restore of the tables after which it was last looked for what this target had sent: its `stoppedAt`. */
  recalledFor?: number | undefined;
  /** When that is looked for next, epoch ms; until it is done, the target does and wants nothing else. */
  recallAt?: number | undefined;
  /** A halt or an abort that was said before a restore of the tables, and that the planner may have forgotten. */
  recalledStop?: 'RunAborted' | 'WaveHalted' | undefined;
  /** How long operations took here before. */
  seen: Durations;
  /** And in this target. */
  timed: Durations;
}

export interface WorkingTarget extends TargetFacts {
  status: 'Working';
}

export interface EndedTarget extends TargetFacts {
  status: 'Ended';
  endedAt: number;
}

export type TargetState = WorkingTarget | EndedTarget;

/** What the outbox promises to publish. */
export type TargetRecipe =
  | { event: 'CommandReported'; command: number; look: number }
  | { event: 'TargetProgressed'; step: number; errors: number; outcomes: OutcomeCounts; kept?: string }
  | ({ event: 'SendingHeld' } & Held)
  | { event: 'SendingResumed' }
  | { event: 'TargetCompleted' };

/** What may be tried at the spoke once the state that allows it is saved; the number names the command. */
export interface SpokeEffect {
  effect: 'send' | 'find' | 'known' | 'cancel';
  command: number;
}

/**
 * Or, once, when the target has ended: keep for other nights what was seen in this one. Or, after a restore of the tables:
 * look for all that this target has sent.
 */
export type TargetEffect = SpokeEffect | { effect: 'remember' } | { effect: 'recall' };
