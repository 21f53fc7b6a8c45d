import { reportAwaited } from '../core/run/await-report.ts';
import type { RunDefinition, Selection, WaveDefinition } from '#shared/domain/run-definition.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import type { PlanFacts, WaveFacts } from '../core/plan/plan-facts.ts';
import type { BuildingRun, DiscoveringRun, EndedRun, PlannedRun, RejectedRun, ResolvingRun } from '../core/run/run-state.ts';

export const RUN_ID = '11111111-2222-4333-8444-555555555555';
export const ANA = { kind: 'cli', id: 'arn:aws:iam::000000000000:user/ana' } as const;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
/** A time as long as any is when it is written down. */
export const NIGHT_LONG = 1_773_108_000_000;

/** A policy of two waves, canary before main, that wants an approval. Perfect in every point but what is given. */
export function aDefinition(over: Partial<RunDefinition> = {}): RunDefinition {
  return {
    policyName: 'web', kind: 'policy',
    waves: [aWave('canary'), aWave('main', { dependsOn: ['canary'] })],
    approval: { required: true, quorum: 1, approvers: [], expiresAfterMinutes: 24 * 60, validForMinutes: 48 * 60 },
    runTimeoutMinutes: 72 * 60,
    wavePauseSeconds: 0,
    maxWavesAtOnce: 20, freezes: [], calendars: [], alarms: [], budgets: [],
    ...over,
  };
}

export function aWave(name: string, over: Partial<WaveDefinition> = {}): WaveDefinition {
  return {
    name, dependsOn: [], bakeSeconds: 0,
    select: aSelection({ tags: { Wave: [name] } }),
    options: { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 600 },
    maxConcurrency: { percent: 10 }, maxErrors: { number: 1 }, maxConcurrentAccounts: 10, priority: 0, windows: [],
    ...over,
  };
}

const everything: Selection = {
  excludeAccounts: [], regions: ['eu-west-1'],
  tags: {}, excludeTags: {}, excludeInstances: [], platforms: ['Linux', 'Windows'],
};

export function aSelection(over: Partial<Selection> = {}): Selection {
  return { ...everything, accounts: ['111111111111'], ...over };
}

export function aSelectionOfUnits(...organizationalUnits: string[]): Selection {
  return { ...everything, organizationalUnits };
}

const head = { runId: RUN_ID, policyName: 'web', requestedBy: ANA, startedAt: NIGHT };
const live = { ...head, control: { seq: 0, state: 'Running' as const, haltedWaves: [] } };
const accepted = { ...live, endsBefore: NIGHT + 72 * HOUR_MS };

export function aRejectedRun(over: Partial<RejectedRun> = {}): RejectedRun {
  return { ...head, phase: 'rejected', reasons: ['waves: found nothing, expected waves.'], ...over };
}

export function aResolvingRun(over: Partial<ResolvingRun> = {}): ResolvingRun {
  return { ...live, phase: 'resolving', runTimeoutMinutes: 72 * 60, attempts: 1, retryAt: NIGHT + 2 * MINUTE_MS, ...over };
}

export function aDiscoveringRun(over: Partial<DiscoveringRun> = {}): DiscoveringRun {
  return { ...accepted, phase: 'discovering', chunks: 2, answered: '', asks: 1, askAt: NIGHT + 10 * MINUTE_MS, ...over };
}

export function aBuildingRun(over: Partial<BuildingRun> = {}): BuildingRun {
  return { ...accepted, phase: 'building', chunks: 2, answered: '3', since: NIGHT, retryAt: NIGHT + 2 * MINUTE_MS, ...over };
}

export const PLAN = { planHash: 'a'.repeat(64), manifestKey: `runs/${RUN_ID}/plan/${'b'.repeat(64)}.json` };

/** Both waves approved; canary has not begun. */
export function aPlannedRun(over: Partial<PlannedRun> = {}): PlannedRun {
  return {
    ...accepted, phase: 'planned', plan: PLAN, wavePauseSeconds: 0,
    approval: {
      expiresAfterMinutes: 24 * 60, validForMinutes: 48 * 60,
      expiresAt: NIGHT + 24 * HOUR_MS, validUntil: NIGHT + 48 * HOUR_MS, askAt: NIGHT + 30 * MINUTE_MS,
    },
    waves: [
      { status: 'Pending', validUntil: NIGHT + 48 * HOUR_MS },
      { status: 'Pending', validUntil: NIGHT + 48 * HOUR_MS },
    ],
    ...over,
  };
}

/** With a plan it has just ended and waits for its report. */
export function anEndedRun(over: Partial<EndedRun> = {}): EndedRun {
  const ended: EndedRun = { ...accepted, phase: 'ended', status: 'Completed', reason: '', endedAt: NIGHT, waves: [], ...over };
  return reportAwaited(ended, ended.endedAt);
}

/** canary (10 instances) before main (90 instances). */
export function aPlan(canary: Partial<WaveFacts> = {}, main: Partial<WaveFacts> = {}, rules: Partial<PlanFacts> = {}): PlanFacts {
  const facts = { bakeSeconds: 0, options: aWave('any').options, priority: 0, windows: [] };
  return {
    waves: [
      { ...facts, name: 'canary', hash: 'c'.repeat(64), dependsOn: [], instances: 10, ...canary },
      { ...facts, name: 'main', hash: 'd'.repeat(64), dependsOn: [0], instances: 90, ...main },
    ],
    maxWavesAtOnce: 20, freezes: [],
    ...rules,
  };
}
