import { askForReport, reportPublished } from './await-report.ts';
import { alarmPlanned, alarmUnplanned } from '../control/alarm-raised.ts';
import { controlPlanned, controlUnplanned } from '../control/decide-control.ts';
import type { PlanFacts } from '../plan/plan-facts.ts';
import { discoveryDue } from '../scope/discovery-due.ts';
import { chunkDiscovered } from '../scope/chunk-discovered.ts';
import { resolvingDue } from '../scope/resolving-due.ts';
import { moveWave } from '../waves/move-wave.ts';
import { settle } from '../waves/settle.ts';
import type { Incoming } from './incoming.ts';
import type { RunDecision } from './run-decision.ts';
import { buildingDue } from './building-due.ts';
import type { PlannedRun, RunState } from './run-state.ts';

/** What one incoming thing does to a run; undefined when nothing, as with a planned run whose plan was not given. */
export type DecideRun = (run: RunState, incoming: Incoming, now: number) => RunDecision | undefined;

export function decideRunWith(plan: PlanFacts | undefined): DecideRun {
  return (run, incoming, now) => {
    if (run.phase !== 'planned') return decideUnplanned(run, incoming, now);
    return plan === undefined ? undefined : decidePlanned(run, incoming, { plan, now });
  };
}

function decideUnplanned(run: Exclude<RunState, PlannedRun>, incoming: Incoming, now: number): RunDecision | undefined {
  if (incoming.kind === 'ControlRequested') return controlUnplanned(run, incoming, now);
  if (incoming.kind === 'AlarmRaised') return alarmUnplanned(run, incoming, now);
  if (incoming.kind === 'ChunkDiscovered') return run.phase === 'discovering' ? chunkDiscovered(run, incoming.chunk, now) : undefined;
  if (incoming.kind === 'ReportPublished') return run.phase === 'ended' ? reportPublished(run) : undefined;
  return incoming.kind === 'Due' ? decideDue(run, now) : undefined;
}

function decideDue(run: RunState, now: number): RunDecision | undefined {
  if (run.phase === 'resolving') return resolvingDue(run, now);
  if (run.phase === 'discovering') return discoveryDue(run, now);
  if (run.phase === 'building') return buildingDue(run, now);
  if (run.phase === 'ended') return askForReport(run, now);
  return undefined;
}

function decidePlanned(run: PlannedRun, incoming: Incoming, { plan, now }: { plan: PlanFacts; now: number }): RunDecision | undefined {
  const moved = movePlanned(run, incoming, { plan, now });
  const { state: before, events } = moved ?? { state: run, events: [] };
  const settled = settle(before, plan, now);
  if (moved === undefined && settled.state === run) return undefined;
  return { ...settled, events: [...events, ...settled.events] };
}

function movePlanned(run: PlannedRun, incoming: Incoming, context: { plan: PlanFacts; now: number }): RunDecision<PlannedRun> | undefined {
  if (incoming.kind === 'Due' || incoming.kind === 'ChunkDiscovered' || incoming.kind === 'ReportPublished') return undefined;
  if (incoming.kind === 'AlarmRaised') return alarmPlanned(run, incoming, context.plan);
  return incoming.kind === 'ControlRequested' ? controlPlanned(run, incoming, context.now) : moveWave(run, incoming, context);
}
