import type { FleetRecordEntry } from '#local/fleet/plan/fleet-record.ts';
import type { SentCommand } from '#test/world/spoke-door.ts';
import type { FleetEvent } from '#test/world/world.ts';
import { Evidence, type Broken, type Judge, type KnownRun } from './evidence.ts';
import { judgeBudgets } from './judges/budgets.ts';
import { judgeAlarm, judgeCalendar, judgeFreeze, judgeWindow } from './judges/guards.ts';
import { judgeMembers, judgeOnce, judgeTimes, judgeWord } from './judges/leave.ts';
import { judgeTarget, judgeWave, judgeWaves } from './judges/limits.ts';
import { judgeOrder, judgeRun } from './judges/order.ts';
import { judgePlan } from './judges/plan.ts';
import { Violation } from './violation.ts';

/** Whether it may be sent at all; judged by what was before. */
const ofLeave: readonly Judge[] = [judgeWord, judgeTimes, judgeWindow, judgeFreeze, judgeCalendar, judgeAlarm, judgeMembers, judgeOnce, judgeOrder, judgeRun];
/** How much is under way with it. */
const ofLimits: readonly Judge[] = [judgeTarget, judgeWave, judgeWaves, judgeBudgets];

/**
 * Knows what people did, what the fleet went through and what the plan says, and judges every SendCommand at the
 * moment it is taken. It never reads the system's own state, so it cannot be talked into anything.
 */
export class Oracle {
  readonly violations: Violation[] = [];
  readonly evidence: Evidence;

  /** `skewMs`: how far two services' clocks may be apart. */
  constructor(known: { skewMs: number; truth: ReadonlyMap<string, FleetRecordEntry> }) {
    this.evidence = new Evidence(known);
  }

  learnRun(run: KnownRun): void {
    this.evidence.runs.set(run.runId, run);
    this.broken(judgePlan(run));
  }

  knows(runId: string): boolean {
    return this.evidence.runs.has(runId);
  }

  /** Told at every moment; a freeze or an alarm counts from when it was first seen. */
  onGuards({ isFrozen, isRaised }: { isFrozen: boolean; isRaised: boolean }, now: number): void {
    const { evidence } = this;
    evidence.frozenSince = isFrozen ? (evidence.frozenSince ?? now) : undefined;
    evidence.raisedSince = isRaised ? (evidence.raisedSince ?? now) : undefined;
  }

  onFleetEvent(event: FleetEvent, now: number): void {
    this.evidence.onFleetEvent(event, now);
  }

  onSent(sent: SentCommand, now: number): void {
    const [, runId = '', wave = ''] = sent.token.split('/');
    const run = this.evidence.runs.get(runId);
    const definition = run?.definition.waves.find(({ name }) => name === wave);
    if (run === undefined || definition === undefined) {
      this.broken([{ invariant: 1, seen: `${sent.token} names no run and wave that anybody asked for` }]);
      return;
    }
    const sending = { sent, run, definition, now };
    for (const judge of ofLeave) this.broken(judge(sending, this.evidence));
    this.evidence.noteSent(sent, sending);
    for (const judge of ofLimits) this.broken(judge(sending, this.evidence));
  }

  broken(found: readonly Broken[]): void {
    for (const { invariant, seen } of found) this.violations.push(new Violation(invariant, seen));
  }
}
