import { elementAt } from '../element-at.ts';
import { nextUnstarted } from './next-unstarted.ts';
import type { WaveContext, WaveStep } from './wave-context.ts';
import { WAVE_ASKED_AGAIN_MS, waveStarted } from './wave-started.ts';
import { isUnstarted, type BakingWave, type RunningWave } from './wave-state.ts';

/** The step that a wave takes by itself at this moment; undefined when it stays as it is. */
export function nextWave(context: WaveContext): WaveStep | undefined {
  const wave = elementAt(context.run.waves, context.ordinal);
  if (isUnstarted(wave)) return nextUnstarted(context, wave);
  if (wave.status === 'Running') return askAgain(context, wave);
  return wave.status === 'Baking' ? endBake(context, wave) : undefined;
}

function askAgain({ now, ordinal }: WaveContext, wave: RunningWave): WaveStep | undefined {
  if (now < wave.askAt) return undefined;
  return {
    wave: { ...wave, askAt: now + WAVE_ASKED_AGAIN_MS },
    events: [waveStarted(ordinal, wave)],
  };
}

/** A run that was stopped does not wait for a bake to end, and does not claim that it was baked either. */
function endBake({ run, now, ordinal }: WaveContext, { until, sums }: BakingWave): WaveStep | undefined {
  if (run.haltReason === undefined && now >= until) {
    return { wave: { status: 'Passed', sums, passedAt: now }, events: [{ type: 'WavePassed', wave: ordinal }] };
  }
  if (run.control.state === 'Aborted') return stopped('Aborted', sums);
  return run.haltReason === undefined ? undefined : stopped('Halted', sums);
}

function stopped(status: 'Aborted' | 'Halted', sums: BakingWave['sums']): WaveStep {
  return { wave: { status, sums, detail: `the run was ${status.toLowerCase()} while the wave baked` }, events: [] };
}
