import type { Aggregate } from '#shared/choreography/advance.ts';
import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import { aggregateOf, silentAggregateOf, type HubKit } from '#shared/choreography/hub-kit.ts';
import { attentionNext } from '#shared/domain/attention.ts';
import type { RunList, RunReadModel, WaveProgress } from '#shared/domain/read-model.ts';
import { attentionNeeded } from '#shared/events/attention-needed.ts';
import { attentionOf, type AttentionRecipe } from '../core/attention/keep-attention.ts';
import { longHoldsDueAt } from '../core/attention/long-holds.ts';
import { unansweredDueAt } from '../core/attention/unanswered-approvals.ts';

/** What people read. */
export interface ReadModels {
  runs: Aggregate<RunReadModel, AttentionRecipe>;
  runList: Aggregate<RunList, never>;
  progress: Aggregate<WaveProgress, never>;
}

export function readModels(kit: HubKit): ReadModels {
  return {
    runs: aggregateOf<RunReadModel, AttentionRecipe>(kit, {
      runIdOf: ({ runId }) => runId,
      dueAt: unansweredDueAt,
      render: (recipe, run) => Promise.resolve(renderAttention(recipe, run)),
    }),
    runList: silentAggregateOf<RunList>(kit),
    progress: { ...silentAggregateOf<WaveProgress>(kit), dueAt: longHoldsDueAt },
  };
}

const TEXT_MAX = 300;

function renderAttention(recipe: AttentionRecipe, run: RunReadModel): Fact[] {
  return attentionOf(run, recipe).map((attention) => {
    const { kind, subject, reason, detail } = attention;
    const why = reason === undefined ? detail : `${reason}: ${detail}`;
    return fact(attentionNeeded, { runId: run.runId, kind, subject, detail: why.slice(0, TEXT_MAX), next: attentionNext(attention) });
  });
}
