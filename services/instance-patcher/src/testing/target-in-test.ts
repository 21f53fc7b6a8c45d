import { UNDECIDED } from '#shared/domain/outcomes.ts';
import { noGuards, type BudgetGroup } from '#shared/domain/plan.ts';
import type { RunControl } from '#shared/events/scalars.ts';

import { createTarget, type Admission } from '../core/create-target.ts';
import { noFailures, type ClaimedCommand, type SentCommand, type WaitingCommand } from '../core/open-command.ts';
import { ordinalsOf } from '../core/ordinal-ranges.ts';
import type { PlannedPart } from '../core/planned-part.ts';
import { nothingSeen } from '../core/seen.ts';
import type { Context } from '../core/step.ts';
import type { WorkingTarget } from '../core/target-state.ts';

/** 2026-03-10 02:00 UTC. */
export const NOW = Date.UTC(2026, 2, 10, 2);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const RUN = '0b5f3c1e-8a52-4c8e-9d0a-0f6f3c0e7a11';
const HASH = 'a'.repeat(64);

export const running: RunControl = { seq: 1, state: 'Running', haltedWaves: [] };
export const paused: RunControl = { seq: 2, state: 'Paused', haltedWaves: [] };
export const aborted: RunControl = { seq: 3, state: 'Aborted', haltedWaves: [] };
export const halted: RunControl = { seq: 4, state: 'Running', haltedWaves: ['canary'] };

/** Four instances, two at a time, no error allowed, six hours of time. */
export function anAdmission(overrides: Partial<Admission> = {}, instances = 4): Admission {
  return {
    runId: RUN,
    wave: 'canary',
    waveHash: HASH,
    approvedHash: HASH,
    admitted: {
      ordinal: 7, accountId: '111111111111', region: 'us-east-1', sliceKey: 'runs/slice.json', sliceSha256: HASH, instances,
    },
    options: { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 3_600 },
    maxConcurrency: { number: 2 },
    maxErrors: { number: 0 },
    control: running,
    validUntil: NOW + 6 * HOUR,
    notAfter: NOW + 6 * HOUR,
    ...overrides,
  };
}

export function aTarget(overrides: Partial<WorkingTarget> = {}, instances = 4): WorkingTarget {
  return { ...createTarget(anAdmission({}, instances), { seen: nothingSeen, now: NOW }), ...overrides };
}

/** Linux instances in zone a, more than any test plans, in no group and with no guards. */
export function aSlice(overrides: Partial<PlannedPart> = {}): PlannedPart {
  const instances = Array.from({ length: 100 }, () => ({ platform: 'Linux', zone: 'a' }) as const);
  return { instances, groups: [], guards: noGuards, ...overrides };
}

/** A budget group of which one member may be out of service at once. */
export function aGroup(name: string, members: number[], overrides: Partial<BudgetGroup> = {}): BudgetGroup {
  return { name, limit: 1, lent: false, oneZoneAtATime: false, members, ...overrides };
}

/** A minute's function, all permitted. */
export function aContext(overrides: Partial<Context> = {}): Context {
  return { now: NOW, control: running, slice: aSlice(), functionTimeoutMs: MINUTE, maySend: true, ...overrides };
}

export function aClaimed(overrides: Partial<ClaimedCommand> = {}): ClaimedCommand {
  const { instances = '0-1' } = overrides;
  return {
    command: 0,
    instances,
    seen: UNDECIDED.repeat(ordinalsOf(instances).length),
    failures: noFailures,
    phase: 'Claimed',
    claimedAt: NOW,
    emptyLooks: 0,
    dueAt: NOW + 2 * MINUTE,
    ...overrides,
  };
}

export function aWaiting(overrides: Partial<WaitingCommand> = {}): WaitingCommand {
  const { command, instances, seen, failures } = aClaimed();
  return { command, instances, seen, failures, phase: 'Waiting', dueAt: NOW, ...overrides };
}

/** Sent now, on Linux: the first look is due in 20 minutes. */
export function aSent(overrides: Partial<SentCommand> = {}): SentCommand {
  const { instances = '0-1' } = overrides;
  return {
    command: 0,
    instances,
    seen: UNDECIDED.repeat(ordinalsOf(instances).length),
    failures: noFailures,
    phase: 'Sent',
    commandId: 'command-0',
    sentAt: NOW,
    expiresAt: NOW + 3 * HOUR,
    expectedMinutes: 20,
    looks: 0,
    answered: true,
    nextLookAt: NOW + 20 * MINUTE,
    endHinted: false,
    cancelled: false,
    dueAt: NOW + 20 * MINUTE,
    ...overrides,
  };
}

/** A target with one command that holds its first two instances. */
export function aBusyTarget(command: ClaimedCommand | WaitingCommand | SentCommand, instances = 4): WorkingTarget {
  const counters = { planned: 1, accepted: command.phase === 'Sent' ? 1 : 0, throttled: 0 };
  const attempts = command.phase === 'Sent' ? '1100' : '0000';
  return aTarget({ commands: [command], nextCommand: 1, counters, refilling: false, attempts }, instances);
}
