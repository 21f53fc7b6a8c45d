import { progressOf } from '#shared/domain/live-outcomes.ts';
import type { RunReadModel, WaveHold, WaveProgress, WaveReadModel } from '#shared/domain/read-model.ts';
import type { HoldWord } from '#shared/domain/target-holds.ts';

/** What did not go on for a while, for one reason. Times in epoch ms. */
export interface PastHold {
  wave: string;
  /** A wave that waited for its start, targets that might not start, or targets that sent nothing. */
  what: 'wave' | 'start' | 'sending';
  reason: string;
  /** The first that was said. */
  detail: string;
  from: number;
  /** When the last of it was over. */
  until: number;
  /** How many targets; 0 for a wave. */
  targets: number;
}

export function holdHistory(run: RunReadModel, progress: readonly WaveProgress[]): PastHold[] {
  return run.waves.flatMap((wave) => {
    const end = wave.endedAt ?? run.endedAt ?? run.lastFactAt;
    const targets = progressOf(progress, wave.name);
    return [...ofWave(wave, run.endedAt ?? run.lastFactAt), ...(targets === undefined ? [] : ofTargets(wave.name, targets, end))];
  });
}

/** Each hold lasts until the next one is said, the last until the start of the wave. */
function ofWave({ name, holds = [], startedAt }: WaveReadModel, end: number): PastHold[] {
  const stopAt = startedAt ?? end;
  return holds.map(({ reason, detail, at }: WaveHold, index) => ({
    wave: name, what: 'wave', reason, detail, from: at, until: Math.max(at, holds[index + 1]?.at ?? stopAt), targets: 0,
  }));
}

interface Span {
  ordinal: string;
  what: 'start' | 'sending';
  reason: string;
  detail: string;
  from: number;
  until: number;
}

/** One line a reason, over all targets that it held. */
function ofTargets(wave: string, { holds = {} }: WaveProgress, end: number): PastHold[] {
  const groups = new Map<string, Span[]>();
  for (const [ordinal, { words }] of Object.entries(holds)) {
    for (const span of spansOf(ordinal, words, end)) {
      const key = `${span.what}/${span.reason}`;
      groups.set(key, [...(groups.get(key) ?? []), span]);
    }
  }
  return [...groups.values()].map((spans) => asOne(wave, spans)).sort((left, right) => left.from - right.from);
}

/** A word holds until the next one. */
function spansOf(ordinal: string, words: readonly HoldWord[], end: number): Span[] {
  return words.flatMap(({ at, what, reason = '', detail = '' }, index) =>
    what === 'over' ? [] : [{ ordinal, what, reason, detail, from: at, until: Math.max(at, words[index + 1]?.at ?? end) }],
  );
}

function asOne(wave: string, spans: readonly Span[]): PastHold {
  const [first] = [...spans].sort((left, right) => left.from - right.from) as [Span, ...Span[]];
  const { what, reason, detail, from } = first;
  return {
    wave, what, reason, detail, from,
    until: Math.max(...spans.map(({ until }) => until)),
    targets: new Set(spans.map(({ ordinal }) => ordinal)).size,
  };
}
