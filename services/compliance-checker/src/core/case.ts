import type { Cause } from '#shared/domain/causes.ts';
import type { Outcome } from '#shared/domain/outcomes.ts';
import type { PatchOptions } from '#shared/events/scalars.ts';
import type { Agent, Invocation, PatchState } from './evidence.ts';

/** One instance of one command, with all that a look has seen of it. Times in epoch ms. */
export interface Case {
  now: number;
  runId: string;
  operation: PatchOptions['operation'];
  sentAt: number;
  /** SSM's own end of the command. */
  expiresAt: number;
  /** Since when the command is known to have succeeded without a patch state that proves it. */
  laggingSince?: number;
  invocation?: Invocation;
  patchState?: PatchState;
  agent?: Agent;
}

/** Open: nothing can be said yet. `lagging` when the command has ended and only its evidence is missing. */
export type Judgement = { kind: 'open'; lagging: boolean } | { kind: 'final'; outcome: Outcome; cause?: Cause };

/** Undefined: the rule does not apply. */
export type Rule = (one: Case) => Judgement | undefined;

export const open: Judgement = { kind: 'open', lagging: false };

export function final(outcome: Outcome, cause?: Cause): Judgement {
  return cause === undefined ? { kind: 'final', outcome } : { kind: 'final', outcome, cause };
}
