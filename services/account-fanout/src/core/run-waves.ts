import type { Decision } from '#shared/choreography/decision.ts';
import type { RunControl } from '#shared/events/scalars.ts';

/** A run's control is one word for all its waves: this finds them, and keeps the word for those that start later. */
export interface RunWaves {
  runId: string;
  waves: readonly string[];
  control: RunControl;
}

type RunWavesDecision = Decision<RunWaves, never> | undefined;

export interface RunWord {
  runId: string;
  control: RunControl;
  /** The wave that starts with it. */
  wave?: string;
}

export function runWavesKeyOf(runId: string): string {
  return `RUNWAVES#${runId}`;
}

export function wavesOf(run: RunWaves | undefined): readonly string[] {
  return run?.waves ?? [];
}

export function noteRunWord(before: RunWaves | undefined, word: RunWord): RunWavesDecision {
  const known = wavesOf(before);
  const isNewWave = word.wave !== undefined && !known.includes(word.wave);
  const isNewControl = before === undefined || word.control.seq > before.control.seq;
  if (!isNewWave && !isNewControl) return undefined;
  return {
    state: {
      runId: word.runId,
      waves: word.wave !== undefined && isNewWave ? [...known, word.wave] : known,
      control: isNewControl ? word.control : before.control,
    },
    events: [],
    effects: [],
  };
}
