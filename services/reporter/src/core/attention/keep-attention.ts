import type { Attention } from '#shared/domain/attention.ts';
import type { RunReadModel } from '#shared/domain/read-model.ts';

/** More would fill the item, and nobody reads the fiftieth. */
const ATTENTION_MAX = 50;
/** Who hears of it a day late was not needed: old news, replayed from an archive or a dead-letter queue, wakes nobody. */
const LATE_MS = 24 * 3_600_000;
const DETAIL_MAX = 300;
const MORE = 'and more';

/** The promise of one AttentionNeeded. */
export type AttentionRecipe = Pick<Attention, 'kind' | 'subject' | 'reason'>;

interface Kept {
  run: RunReadModel;
  /** What is said on the bus: each kind and subject once in a run. */
  events: readonly AttentionRecipe[];
}

/** Adds what was raised to the run, once per kind and subject; the earliest time counts, in whatever order it comes. */
export function keepAttention(before: RunReadModel, raised: readonly Attention[], now: number): Kept {
  return raised.reduce<Kept>(({ run, events }, heard) => {
    const one = { ...heard, detail: heard.detail.slice(0, DETAIL_MAX) };
    const [known] = attentionOf(run, one);
    if (known !== undefined) return { run: known.at <= one.at ? run : withAttention(run, one), events };
    const added = isFull(run) ? moreThan(run, one) : one;
    if (added === undefined) return { run, events };
    const isNews = now - one.at < LATE_MS;
    return { run: withAttention(run, added), events: isNews ? [...events, recipeOf(added)] : events };
  }, { run: before, events: [] });
}

/** What the run keeps of this kind and subject: one or none. */
export function attentionOf({ attention = [] }: RunReadModel, sought: AttentionRecipe): Attention[] {
  return attention.filter((one) => isSameSubject(one, sought));
}

function isSameSubject(one: AttentionRecipe, other: AttentionRecipe): boolean {
  return one.kind === other.kind && one.subject === other.subject && one.reason === other.reason;
}

function withAttention(run: RunReadModel, added: Attention): RunReadModel {
  const others = (run.attention ?? []).filter((one) => !isSameSubject(one, added));
  const attention = [...others, added].sort((left, right) => left.at - right.at || (textOf(left) < textOf(right) ? -1 : 1));
  // Of a run of which nothing else was heard yet, this is the news.
  return { ...run, attention, lastFactAt: run.lastFactAt === 0 ? added.at : run.lastFactAt };
}

function textOf({ kind, subject, reason = '' }: Attention): string {
  return `${kind} ${subject} ${reason}`;
}

function isFull({ attention = [] }: RunReadModel): boolean {
  return attention.length >= ATTENTION_MAX;
}

/** Said once, whatever the kind of what found no room. */
function moreThan({ attention = [] }: RunReadModel, { kind, at }: Attention): Attention | undefined {
  if (attention.some(({ subject }) => subject === MORE)) return undefined;
  return { kind, subject: MORE, detail: `More than ${String(ATTENTION_MAX)} things of this run call for a person; the others are not listed one by one.`, at };
}

function recipeOf({ kind, subject, reason }: Attention): AttentionRecipe {
  return { kind, subject, ...(reason === undefined ? {} : { reason }) };
}
