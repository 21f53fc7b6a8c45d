import type { RunControl } from '#shared/events/scalars.ts';

import type { WaveIncoming } from '../run/incoming.ts';
import { decided, type RunDecision } from '../run/run-decision.ts';
import { PLANNER } from '../run/planner-identity.ts';
import type { PlannedRun } from '../run/run-state.ts';
import type { WaveState } from './wave-state.ts';

interface Halt {
  ordinal: number;
  wave: WaveState;
  incoming: Extract<WaveIncoming, { kind: 'WaveHalted' }>;
}

/**
 * The halt becomes the run's numbered word, so that every service obeys it. The wave ends with its WaveCompleted. Where the
 * whole run was halted before, that word stands.
 */
export function haltWave(run: PlannedRun, { ordinal, wave, incoming }: Halt): RunDecision<PlannedRun> | undefined {
  if (wave.status !== 'Running' || run.control.haltedWaves.includes(incoming.wave)) return undefined;
  const control: RunControl = {
    ...run.control,
    seq: run.control.seq + 1,
    haltedWaves: [...run.control.haltedWaves, incoming.wave],
  };
  return decided(
    { ...run, control, waves: run.waves.with(ordinal, { ...wave, halted: incoming.detail }) },
    {
      type: 'RunControlChanged', seq: control.seq, state: control.state, halted: control.haltedWaves.length,
      by: PLANNER, reason: `wave ${incoming.wave} was halted: ${incoming.detail}`,
    },
  );
}
