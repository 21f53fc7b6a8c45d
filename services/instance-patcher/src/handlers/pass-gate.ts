import type { RunControl } from '#shared/events/scalars.ts';

import { refusalToSend, type Refusal } from '../core/gate.ts';
import { markCall } from '../core/mark-call.ts';
import type { ClaimedCommand } from '../core/open-command.ts';
import { targetKeyOf } from '../core/target-identity.ts';
import type { WorkingTarget } from '../core/target-state.ts';
import { readGate } from './gate-readings.ts';
import { moveTarget } from './move-target.ts';
import type { Patching } from './patching-effects.ts';
import { targetAggregate } from './target-aggregate.ts';

export interface Passage {
  /** Why SendCommand must not be called; undefined: it is called now. */
  refusal: Refusal | undefined;
  control: RunControl | undefined;
  /** The mark stands, but an event that was still to be published did not get out. */
  error?: unknown;
}

/** The gate, the mark of the call, and the gate once more, as the mark's write took time. Throws before any call. */
export async function passGate(
  effects: Patching,
  target: WorkingTarget,
  command: ClaimedCommand,
): Promise<Passage> {
  const { clock, functionTimeoutMs } = effects;
  const slice = await effects.slices.of(target);
  const readings = await readGate(effects, { runId: target.runId, guards: slice.guards });
  const { control } = readings;
  const judge = () => refusalToSend(target, { readings, slice, command, functionTimeoutMs, now: clock.now() });

  const refusal = judge();
  if (refusal !== undefined) return { refusal, control };
  const { effects: granted, error } = await moveTarget(targetAggregate(effects), targetKeyOf(target), (state, now) =>
    markCall(state, command, { now, functionTimeoutMs }),
  );
  return { refusal: granted.includes('call') ? judge() : { tryAgain: 'NotMarked' }, control, error };
}
