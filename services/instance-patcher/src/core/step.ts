import type { Restore } from '#shared/domain/restore.ts';
import type { RunControl } from '#shared/events/scalars.ts';

import type { OpenCommand } from './open-command.ts';
import type { PlannedPart } from './planned-part.ts';
import type { TargetEffect, TargetRecipe, WorkingTarget } from './target-state.ts';

/** What a decision may know beside the target itself. */
export interface Context {
  now: number;
  /** The planner's last word as read just before; undefined when there is none, which is no permission. */
  control: RunControl | undefined;
  slice: PlannedPart;
  /** The last restore of the tables, where there was one. */
  restore?: Restore | undefined;
  functionTimeoutMs: number;
  /** False when this invocation has sent enough: the next one goes on. */
  maySend: boolean;
}

/** A part of a decision: the target after it, and what follows from it. */
export interface Step {
  target: WorkingTarget;
  events: readonly TargetRecipe[];
  effects: readonly TargetEffect[];
}

export function stay(target: WorkingTarget): Step {
  return { target, events: [], effects: [] };
}

export function thenStep(step: Step, next: (target: WorkingTarget) => Step): Step {
  const { target, events, effects } = next(step.target);
  return { target, events: [...step.events, ...events], effects: [...step.effects, ...effects] };
}

/** The target with one of its open commands replaced. */
export function withCommand(target: WorkingTarget, command: OpenCommand): WorkingTarget {
  const commands = target.commands.map((open) => (open.command === command.command ? command : open));
  return { ...target, commands };
}

export function withoutCommand(target: WorkingTarget, command: OpenCommand): WorkingTarget {
  return { ...target, commands: target.commands.filter((open) => open.command !== command.command) };
}
