import type { QueueService } from '#shared/choreography/handle-records.ts';
import type { Message } from '#shared/choreography/message.ts';
import { onTick } from '#shared/choreography/tick.ts';
import { approvalExpired } from '#shared/events/approval-expired.ts';
import type { EventContract } from '#shared/events/contract.ts';
import { reportPublished } from '#shared/events/report-published.ts';
import { runControlRequested } from '#shared/events/run-control-requested.ts';
import { waveApproved } from '#shared/events/wave-approved.ts';
import { waveCompleted } from '#shared/events/wave-completed.ts';
import { waveHalted } from '#shared/events/wave-halted.ts';
import { waveProgressed } from '#shared/events/wave-progressed.ts';
import { waveRejected } from '#shared/events/wave-rejected.ts';

import { needsPlanning } from '../core/run/needs-planning.ts';
import { groupOfRun } from './group-of-run.ts';
import { incomingOf } from './incoming-of.ts';
import { moveRun } from './move-run.ts';
import { onAlarm } from './on-alarm.ts';
import type { ControlEffects } from './planner-effects.ts';
import { refuseUnknownRun } from './refuse-unknown-run.ts';

/** The planner's narrow side: everything that moves a run's waves or stops them. No slow work stands before it. */
export function controlService(effects: ControlEffects): QueueService {
  return {
    contracts: [
      waveApproved, waveRejected, approvalExpired, waveCompleted, waveProgressed, waveHalted, runControlRequested, reportPublished,
    ] as readonly EventContract<unknown>[],
    groupOf: groupOfRun,
    onGroup: (key, messages) => (messages.some(({ kind }) => kind === 'foreign') ? onAlarm(effects, key, messages) : onRun(effects, key, messages)),
    onTick: () => onTick({ ...effects.runs, dueIndex: effects.dueIndex }),
  };
}

async function onRun(effects: ControlEffects, key: string, messages: readonly Message[]): Promise<void> {
  const item = await effects.runs.items.load(key);
  if (item === undefined) return refuseUnknownRun(effects.runs, messages);
  const [alarm] = messages.filter((message) => message.kind === 'due');
  const passedOn = alarm !== undefined && needsPlanning(item.state);
  if (passedOn) await effects.planningQueue.post(alarm.due, 0);
  const incoming = incomingOf(passedOn ? messages.filter(({ kind }) => kind !== 'due') : messages);
  // Slow work that is claimed here after all, in a race with another writer, comes back to planning by the claim's clock.
  if (incoming.length > 0) await moveRun(effects, item.state, incoming);
}
