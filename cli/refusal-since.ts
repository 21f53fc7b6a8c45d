import type { Refusal, RunReadModel } from '#shared/domain/read-model.ts';

interface Wish {
  /** As the read model names it: `pause`, or `vote on canary`. */
  what: string;
  /** Who wished: others are refused too, and that is not the answer to this wish. */
  by: string;
}

/** The refusal of this wish that was not there before. The model keeps only the last few, so their number says nothing. */
export function refusalSince(before: RunReadModel, after: RunReadModel, { what, by }: Wish): Refusal | undefined {
  return after.refusals.find(
    (refusal) => refusal.what === what && refusal.by.id === by && !before.refusals.some((known) => known.what === what && known.by.id === by && known.at === refusal.at),
  );
}
