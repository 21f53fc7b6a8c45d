import type { WaveContext } from '../wave-context.ts';
import type { UnstartedWave } from '../wave-state.ts';
import { approvalGiven } from './approval-given.ts';
import { dependenciesPassed } from './dependencies-passed.ts';
import type { Hold, StartRule } from './hold.ts';
import { notFrozen } from './not-frozen.ts';
import { pauseOver } from './pause-over.ts';
import { runNotPaused } from './run-not-paused.ts';
import { turnCome } from './turn-come.ts';
import { windowOpen } from './window-open.ts';

/** In this order: what a person can do something about comes first, and a turn is only for who could take it. */
const startRules: readonly StartRule[] = [
  approvalGiven, dependenciesPassed, pauseOver, runNotPaused, notFrozen, windowOpen, turnCome,
];

/** Why the wave may not start now; undefined when every rule holds. */
export function firstHold(context: WaveContext, wave: UnstartedWave): Hold | undefined {
  for (const rule of startRules) {
    const hold = rule(context, wave);
    if (hold !== undefined) return hold;
  }
  return undefined;
}
