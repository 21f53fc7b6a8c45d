import type { Clock } from '#shared/choreography/clock.ts';
import { readObject, type ObjectStore } from '#shared/choreography/object-store.ts';
import { findings as findingsParser, type Findings } from '#shared/domain/findings.ts';
import { findingsKeyOf } from '#shared/domain/run-objects.ts';
import { assess, type Assessment } from '../core/assess.ts';
import type { CheckState } from '../core/check-state.ts';
import type { Reading } from '../core/decide-check.ts';
import { assessUnread, isGivenUp } from '../core/failed-read.ts';
import { isOverdue } from '../core/overdue.ts';
import type { SpokeEvidence } from '../effects/spoke-evidence.ts';

interface LookEffects {
  evidence: SpokeEvidence;
  objects: ObjectStore;
  clock: Clock;
}

/** Reads the spoke, judges, and keeps the findings before anything is said about them. */
export async function makeLook(effects: LookEffects, state: CheckState, look: number): Promise<Reading> {
  const { accountId, region, commandId, instanceIds } = state;
  const overdue = isOverdue(state, effects.clock.now());
  const result = await effects.evidence.read({ accountId, region, commandId, instanceIds, isOverdue: overdue });
  const now = effects.clock.now();
  if (!result.ok && !isGivenUp(state, now)) return { kind: 'failed', look };
  const own = result.ok ? assess(state, result.value, now) : assessUnread(state);
  const { runId, wave, target, command } = state;
  const identity = { runId, wave, target, accountId, region, command, look };
  const kept = await keep(effects.objects, { ...identity, lookedAt: now, instances: [...own.findings] });
  return { kind: 'assessed', look, assessment: { ...own, findings: kept } };
}

/** Where two have looked at once, the findings written first are the ones that count, for both. */
async function keep(objects: ObjectStore, found: Findings): Promise<Assessment['findings']> {
  const key = findingsKeyOf(found);
  if ((await objects.putOnce(key, found)) === 'written') return found.instances;
  return (await readObject(objects, key, findingsParser)).instances;
}
