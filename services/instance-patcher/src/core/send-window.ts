import type { TargetFacts } from './target-state.ts';

/** Execution timeout of AWS-RunPatchBaseline, seconds (its document says so). */
const EXECUTION_TIMEOUT_SECONDS = 7_200;

/** The slowest way from the gate to SSM's own clock; else a command could expire that long after `notAfter`. */
const SEND_MARGIN_SECONDS = 60;

/** How long after its send SSM may keep a command alive, ms: delivery timeout + execution timeout. */
export function lifetimeMs({ options }: Pick<TargetFacts, 'options'>): number {
  return (options.deliveryTimeoutSeconds + EXECUTION_TIMEOUT_SECONDS) * 1000;
}

/** True when a command sent now is over by `notAfter`, whatever happens to it. */
export function fitsWindow(target: Pick<TargetFacts, 'options' | 'notAfter'>, now: number): boolean {
  return now + SEND_MARGIN_SECONDS * 1000 + lifetimeMs(target) <= target.notAfter;
}
