import type { WaveContext } from '../wave-context.ts';
import type { HoldReason, UnstartedWave } from '../wave-state.ts';

/** A reason why a wave may not start now, and when it ends by itself where that is known (epoch ms). */
export interface Hold {
  reason: HoldReason;
  until?: number;
}

export type StartRule = (context: WaveContext, wave: UnstartedWave) => Hold | undefined;
