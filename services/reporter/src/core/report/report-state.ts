import type { RunEnded } from './run-ended.ts';

/** One run's report. The closing word is kept until the report stands, so that a lost queue loses nothing. */
export type ReportState = CollectingReport | { kind: 'published'; runId: string };

export interface CollectingReport {
  kind: 'collecting';
  runId: string;
  ended: RunEnded;
  /** How often the rows did not add up. */
  checks: number;
  /** When to build again, epoch ms. */
  checkAt: number;
}

/** The promise of one ReportPublished: all it says follows from the run's id. */
export type ReportRecipe = 'published';
/** Tried once, by whoever published the report. */
export type ReportEffect = 'record metrics';

/** Objects are written before the events that name them, so a difference that stays this long is a fault, not a delay. */
const CHECKS_MAX = 10;
const CHECK_AGAIN_MS = 60_000;
/** Longer than the function that builds the report may run: only a build that died is taken up again. */
const BUILD_PATIENCE_MS = 10 * 60_000;

interface Decision {
  state: ReportState;
  events: readonly ReportRecipe[];
  effects: readonly ReportEffect[];
}

export function reportItemKeyOf(runId: string): string {
  return `REPORT#${runId}`;
}

/** A run that has ended: the report is wanted, or it is said again where it lies. Undefined: nothing changes. */
export function onRunEnded(state: ReportState | undefined, ended: RunEnded, now: number): Decision | undefined {
  if (state?.kind === 'published') return { state, events: ['published'], effects: [] };
  if (state?.kind === 'collecting') return undefined;
  return {
    state: { kind: 'collecting', runId: ended.runId, ended, checks: 0, checkAt: now + BUILD_PATIENCE_MS },
    events: [],
    effects: [],
  };
}

/** True when the rows must no longer be waited for: the report is published with its differences named. */
export function isLastCheck({ checks }: CollectingReport): boolean {
  return checks >= CHECKS_MAX;
}

/** What follows from a build. Undefined where somebody else has published meanwhile. */
export function onBuilt(state: ReportState | undefined, isPublished: boolean, now: number): Decision | undefined {
  if (state?.kind !== 'collecting') return undefined;
  if (isPublished) return { state: { kind: 'published', runId: state.runId }, events: ['published'], effects: ['record metrics'] };
  return { state: { ...state, checks: state.checks + 1, checkAt: now + CHECK_AGAIN_MS }, events: [], effects: [] };
}

export function dueAt(state: ReportState): number | undefined {
  return state.kind === 'collecting' ? state.checkAt : undefined;
}
