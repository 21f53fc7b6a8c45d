import type { DataOf } from '#shared/events/contract.ts';
import type { runControlChanged } from '#shared/events/run-control-changed.ts';

type Word = Pick<DataOf<typeof runControlChanged>, 'control' | 'by' | 'reason'>;

/** As the planner begins its word on one wave that was halted by its own errors. */
const HALT_OF_ONE_WAVE = /^wave \S+ was halted:/;

/** True of the word by which the planner itself stops all waves; people pause and abort, and one wave's halt is its own. */
export function isHaltOfRun({ control, by, reason }: Word): boolean {
  if (by.kind !== 'system' && by.kind !== 'alarm') return false;
  return control.state !== 'Aborted' && control.haltedWaves.length > 0 && !HALT_OF_ONE_WAVE.test(reason);
}
