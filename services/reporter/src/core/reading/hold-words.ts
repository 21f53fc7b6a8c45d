import { withBit, withoutBit } from '#shared/domain/bitmap.ts';
import type { WaveProgress } from '#shared/domain/read-model.ts';
import type { HoldWord, TargetHolds } from '#shared/domain/target-holds.ts';

/** The item must stay small where a whole organization is held. Who finds no room is only counted. */
const TARGETS_MAX = 100;
const WORDS_MAX = 6;
const DETAIL_MAX = 160;

interface Place {
  target: number;
  accountId: string;
  region: string;
}

/** What was said of a target. The latest words by their own time are kept, so it does not matter in which order they came. */
export function withHold(model: WaveProgress, { target, accountId, region }: Place, word: HoldWord): WaveProgress {
  const { holds = {} } = model;
  const known = holds[String(target)];
  if (known === undefined && Object.keys(holds).length >= TARGETS_MAX) return onlyCounted(model, target, word);
  return withWords(model, target, { accountId, region, words: withWord(known?.words ?? [], word) });
}

/** The target has started (`what`: only that hold is over) or is done. */
export function withoutHold(model: WaveProgress, { target, what, at }: { target: number; what?: HoldWord['what']; at: number }): WaveProgress {
  const known = model.holds?.[String(target)];
  if (known === undefined) return model.unlisted === undefined ? model : onlyCounted(model, target, { at, what: 'over' });
  const last = known.words.at(-1);
  if (last === undefined || last.what === 'over' || (what ?? last.what) !== last.what) return model;
  return withWords(model, target, { ...known, words: withWord(known.words, { at: Math.max(at, last.at), what: 'over' }) });
}

function withWords(model: WaveProgress, target: number, holds: TargetHolds): WaveProgress {
  return { ...model, holds: { ...model.holds, [String(target)]: holds } };
}

function onlyCounted(model: WaveProgress, target: number, { what }: HoldWord): WaveProgress {
  const { unlisted = '' } = model;
  return { ...model, unlisted: what === 'over' ? withoutBit(unlisted, target) : withBit(unlisted, target) };
}

function withWord(words: readonly HoldWord[], heard: HoldWord): readonly HoldWord[] {
  const isKnown = words.some(({ at, what, reason }) => at === heard.at && what === heard.what && reason === heard.reason);
  if (isKnown) return words;
  const word = heard.detail === undefined ? heard : { ...heard, detail: heard.detail.slice(0, DETAIL_MAX) };
  return [...words, word].sort(byTime).slice(-WORDS_MAX);
}

/** What was held and let go in the same millisecond is not held. */
function byTime(left: HoldWord, right: HoldWord): number {
  return left.at - right.at || Number(left.what === 'over') - Number(right.what === 'over');
}
