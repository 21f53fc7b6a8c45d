import type { RejectedRun, RunHead } from './run-state.ts';
import { shortTextOf } from './texts.ts';

/** Bounds of RunRejected, and of an item that keeps the reasons so that the answer can be given again. */
const REASONS_MAX = 20;
const CHARACTERS_MAX = 3_000;

export function rejectedRun({ runId, policyName, requestedBy, startedAt }: RunHead, reasons: readonly string[]): RejectedRun {
  return { runId, policyName, requestedBy, startedAt, phase: 'rejected', reasons: bounded(reasons.map(shortTextOf)) };
}

function bounded(reasons: readonly string[]): string[] {
  const kept: string[] = [];
  let characters = 0;
  for (const reason of reasons) {
    characters += reason.length;
    if (characters > CHARACTERS_MAX || kept.length === REASONS_MAX - 1) break;
    kept.push(reason);
  }
  const left = reasons.length - kept.length;
  return left === 0 ? kept : [...kept, `and ${String(left)} more`];
}
