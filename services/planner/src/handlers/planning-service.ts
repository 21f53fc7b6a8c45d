import type { Advanced } from '#shared/choreography/advance.ts';
import type { QueueService } from '#shared/choreography/handle-records.ts';
import type { Message } from '#shared/choreography/message.ts';
import type { EventContract } from '#shared/events/contract.ts';
import { runRequested } from '#shared/events/run-requested.ts';
import { targetsDiscovered } from '#shared/events/targets-discovered.ts';

import type { RunRequest } from '../core/request/read-request.ts';
import type { RunEffect } from '../core/run/run-decision.ts';
import type { RunState } from '../core/run/run-state.ts';
import { buildPlan } from './build-plan.ts';
import { groupOfRun } from './group-of-run.ts';
import { incomingOf } from './incoming-of.ts';
import { moveRun } from './move-run.ts';
import { onRunRequested } from './on-run-requested.ts';
import type { PlanningEffects } from './planner-effects.ts';
import { resolveScope } from './resolve-scope.ts';

/** The planner's wide side: requests, discovery and plans, which take their time. */
export function planningService(effects: PlanningEffects): QueueService {
  return {
    contracts: [runRequested, targetsDiscovered] as readonly EventContract<unknown>[],
    groupOf: groupOfRun,
    async onGroup(key, messages) {
      const request = requestIn(messages);
      if (request !== undefined) await work(effects, await onRunRequested(effects, request));
      const incoming = incomingOf(messages);
      const item = incoming.length > 0 ? await effects.runs.items.load(key) : undefined;
      if (item !== undefined) await work(effects, await moveRun(effects, item.state, incoming));
    },
    // The tick comes to the control queue alone.
    onTick: () => Promise.resolve(),
  };
}

/** Copies of a request in one batch are one question. */
function requestIn(messages: readonly Message[]): RunRequest | undefined {
  for (const message of messages) {
    if (message.kind === 'event' && message.detailType === runRequested.detailType) return message.detail.data as RunRequest;
  }
  return undefined;
}

/** The claim is saved; should this attempt be lost, the run's clock brings the work back. */
async function work(effects: PlanningEffects, { state: run, effects: claimed }: Advanced<RunState, RunEffect>): Promise<void> {
  if (run?.phase === 'resolving' && claimed.includes('ResolveScope')) await resolveScope(effects, run);
  if (run?.phase === 'building' && claimed.includes('BuildPlan')) await buildPlan(effects, run);
}
