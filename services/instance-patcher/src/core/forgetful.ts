import type { Restore } from '#shared/domain/restore.ts';

import { lifetimeMs } from './send-window.ts';
import type { Context } from './step.ts';
import type { TargetFacts } from './target-state.ts';

/** A call that was on its way when the functions were stopped, and clocks that differ. */
const STOP_MARGIN_MS = 5 * 60_000;

/**
 * True when the table was restored and this target has not looked since for what it may have sent and forgotten: claims,
 * sends and outcomes after that moment, or its own admission. Nothing may be decided about it before that.
 */
export function isForgetful(
  target: TargetFacts,
  context: Pick<Context, 'restore'>,
): context is { restore: Restore } {
  return context.restore !== undefined && target.recalledFor !== context.restore.stoppedAt;
}

/**
 * When all that the run can have sent before the stop has ended by SSM's own clock, epoch ms. Before it, forgotten
 * commands of targets that are not even admitted may still run, and would count in every bound of the run.
 */
export function quietUntil(target: TargetFacts, { stoppedAt }: Restore): number {
  return stoppedAt + STOP_MARGIN_MS + lifetimeMs(target);
}

/** Whether a command was sent before the stop, by the clock of its region. */
export function isSentBefore({ stoppedAt }: Restore, sentAt: number): boolean {
  return sentAt <= stoppedAt + STOP_MARGIN_MS;
}
