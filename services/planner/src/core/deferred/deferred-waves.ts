import { elementAt } from '../element-at.ts';
import type { RunState } from '../run/run-state.ts';
import { unpackSums } from '../waves/packed-sums.ts';
import type { EndedWave } from '../waves/wave-state.ts';

export interface DeferredWave {
  ordinal: number;
  /** Nothing but the time stopped it, so that its targets without outcomes were never admitted for want of time. */
  ranOutOfTime: boolean;
}

export interface DeferringRun {
  manifestKey: string;
  waves: readonly DeferredWave[];
}

/** Where a policy's previous run left instances over for want of time; undefined where it left none. */
export function deferringRunOf(run: RunState | undefined): DeferringRun | undefined {
  if (run?.phase !== 'ended' || run.plan === undefined) return undefined;
  const waves = [...run.waves.keys()].flatMap((ordinal) => deferredIn(elementAt(run.waves, ordinal), ordinal));
  return waves.length === 0 ? undefined : { manifestKey: run.plan.manifestKey, waves };
}

function deferredIn(wave: EndedWave, ordinal: number): DeferredWave[] {
  if (!('sums' in wave) || (unpackSums(wave.sums).outcomes.Deferred ?? 0) === 0) return [];
  return [{ ordinal, ranOutOfTime: wave.status === 'Passed' }];
}
