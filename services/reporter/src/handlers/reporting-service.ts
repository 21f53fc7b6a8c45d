import { advance } from '#shared/choreography/advance.ts';
import { fact } from '#shared/choreography/event-bus.ts';
import type { QueueService } from '#shared/choreography/handle-records.ts';
import { aggregateOf, type HubKit } from '#shared/choreography/hub-kit.ts';
import type { Message } from '#shared/choreography/message.ts';
import { onTick } from '#shared/choreography/tick.ts';
import { isReadKey } from '#shared/domain/read-model.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';
import { reportPublished } from '#shared/events/report-published.ts';
import { runCompleted } from '#shared/events/run-completed.ts';
import {
  dueAt, isLastCheck, onBuilt, onRunEnded, reportItemKeyOf, type CollectingReport, type ReportEffect, type ReportRecipe, type ReportState,
} from '../core/report/report-state.ts';
import type { Heard } from '../core/reading/fold.ts';
import type { RunEnded } from '../core/report/run-ended.ts';
import type { RunMetrics } from '../effects/run-metrics.ts';
import { raisedByRows } from '../core/attention/raised-by-rows.ts';
import { buildReport, publishReport, reportKeysOf } from './build-report.ts';
import { keepRun } from './keep-run.ts';
import { lookAgain } from './look-again.ts';
import { readModels } from './read-models.ts';

export interface ReportingEffects extends HubKit {
  objects: ObjectStore;
  metrics: RunMetrics;
}

/**
 * Writes the report of a run that has ended, as soon as its rows equal the planner's sums. The tick comes to this queue:
 * the alarms of the read models too.
 */
export function createReporting(effects: ReportingEffects): QueueService {
  const models = readModels(effects);
  const aggregate = aggregateOf<ReportState, ReportRecipe>(effects, {
    runIdOf: ({ runId }) => runId,
    dueAt,
    render: (_recipe, { runId }) => Promise.resolve([fact(reportPublished, { runId, ...reportKeysOf(runId) })]),
  });
  return {
    contracts: [runCompleted],
    groupOf,
    async onGroup(key, messages) {
      if (isReadKey(key)) return lookAgain(models, key);
      const ended = endedIn(messages);
      const { state } = await advance(aggregate, key, (before, now) => (ended === undefined ? undefined : onRunEnded(before, ended, now)));
      if (state?.kind !== 'collecting' || !isTimeToBuild(state, ended, effects.clock.now())) return;
      const { report, addsUp } = await buildReport({ ...models, objects: effects.objects }, state.ended);
      const isPublished = addsUp || isLastCheck(state);
      if (isPublished) {
        await publishReport(effects.objects, report);
        // The read model's own messages may be lost: nobody would ever tell it again.
        await keepRun(models, { runId: state.runId, facts: endOf(state.ended), raised: raisedByRows(report.rows, state.ended.endedAt) });
      }
      const { effects: due } = await advance<ReportState, ReportRecipe, ReportEffect>(aggregate, key, (before, now) =>
        onBuilt(before, isPublished, now),
      );
      if (due.length > 0) effects.metrics.record(state.ended);
    },
    onTick: () => onTick(effects),
  };
}

/** An alarm that rings early, or a closing word that is repeated, must not use up the checks. */
function isTimeToBuild({ checks, checkAt }: CollectingReport, ended: RunEnded | undefined, now: number): boolean {
  return now >= checkAt || (ended !== undefined && checks === 0);
}

/** The run's end and its report, as the read model would have heard of them. */
function endOf(ended: RunEnded): Heard[] {
  const at = ended.endedAt;
  return [
    { detailType: runCompleted.detailType, at, data: ended },
    { detailType: reportPublished.detailType, at, data: { runId: ended.runId, ...reportKeysOf(ended.runId) } },
  ];
}

function groupOf(message: Message): string {
  if (message.kind === 'due') return message.due.key;
  if (message.kind === 'event') return reportItemKeyOf((message.detail.data as RunEnded).runId);
  throw new Error(`reporting: found a ${message.kind} message, expected RunCompleted or Due. Check the queue's rules.`);
}

function endedIn(messages: readonly Message[]): RunEnded | undefined {
  const event = messages.find((message) => message.kind === 'event');
  return event === undefined ? undefined : (event.detail.data as RunEnded);
}
