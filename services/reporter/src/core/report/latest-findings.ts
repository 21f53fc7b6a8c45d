import type { Finding, Findings } from '#shared/domain/findings.ts';
import { UNDECIDED } from '#shared/domain/outcomes.ts';

/** Per instance the last finding with a verdict: of the last command, and there of the first look that decided. */
export function latestFindings(all: readonly Findings[]): ReadonlyMap<string, Finding> {
  const inOrder = [...all].sort((left, right) => left.command - right.command || right.look - left.look);
  const latest = new Map<string, Finding>();
  for (const { instances } of inOrder) {
    for (const finding of instances) if (finding.verdict !== UNDECIDED) latest.set(finding.id, finding);
  }
  return latest;
}
