import type { Decision } from '#shared/choreography/decision.ts';
import type { Attention } from '#shared/domain/attention.ts';
import type { RunReadModel } from '#shared/domain/read-model.ts';
import { keepAttention, type AttentionRecipe } from '../attention/keep-attention.ts';
import { raisedByRun } from '../attention/raised-by-run.ts';
import { raisedByUnanswered } from '../attention/unanswered-approvals.ts';
import { isSame, type Heard } from './fold.ts';
import { foldOnto } from './fold-run.ts';

/** What reaches the item of a run. */
export interface RunNews {
  runId: string;
  facts: readonly Heard[];
  /** What was found elsewhere to call for a person: among a wave's targets, or in the report. */
  raised: readonly Attention[];
}

export type RunDecision = Decision<RunReadModel, AttentionRecipe>;

/** Undefined: all of it was known. */
export function decideRun(before: RunReadModel | undefined, news: RunNews, now: number): RunDecision | undefined {
  const { run, events } = keepAttention(foldOnto(before, news.runId, news.facts), [...raisedByRun(news.facts), ...news.raised], now);
  return events.length === 0 && isSame(before, run) ? undefined : { state: run, events, effects: [] };
}

/** The alarm of a run: somebody has not answered in half of the time. */
export function decideRunDue(before: RunReadModel | undefined, now: number): RunDecision | undefined {
  return before === undefined ? undefined : decideRun(before, { runId: before.runId, facts: [], raised: raisedByUnanswered(before, now) }, now);
}
