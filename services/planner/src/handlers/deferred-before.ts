import type { ObjectStore } from '#shared/choreography/object-store.ts';
import { manifest, slice, wavePlan, type ManifestWave, type PlannedTarget } from '#shared/domain/plan.ts';
import { outcomesKeyOf } from '#shared/domain/run-objects.ts';
import { targetOutcomes } from '#shared/domain/target-outcomes.ts';

import { deferredInstances, hasDeferred } from '../core/deferred/deferred-instances.ts';
import { deferringRunOf, type DeferredWave } from '../core/deferred/deferred-waves.ts';
import { elementAt } from '../core/element-at.ts';
import type { BuildingRun } from '../core/run/run-state.ts';
import { inGroups } from './in-groups.ts';
import { policyKeyOf, runKeyOf } from './planner-aggregates.ts';
import type { PlannerEffects } from './planner-effects.ts';

/** More targets than these are not looked at: who comes first is a courtesy, and must not cost the plan its time. */
const TARGETS_MAX = 2_000;

/** Ids of the instances that the policy's previous run had no time for. Nobody, where its objects have expired. */
export async function deferredBefore(effects: PlannerEffects, run: BuildingRun): Promise<ReadonlySet<string>> {
  const lock = await effects.policies.items.load(policyKeyOf(run.policyName));
  const previous = lock?.state.runId === run.runId ? lock.state.previous : undefined;
  if (previous === undefined) return new Set();
  const before = deferringRunOf((await effects.runs.items.load(runKeyOf(previous)))?.state);
  const plan = before === undefined ? undefined : await readIfThere(effects.objects, before.manifestKey, manifest);
  if (before === undefined || plan === undefined) return new Set();
  const targets = await Promise.all(before.waves.map((wave) => targetsOf(effects.objects, elementAt(plan.waves, wave.ordinal), wave)));
  const ids = await inGroups(targets.flat().slice(0, TARGETS_MAX), (target) => deferredIn(effects.objects, previous, target));
  return new Set(ids.flat());
}

interface LeftTarget {
  wave: string;
  target: PlannedTarget;
  ranOutOfTime: boolean;
}

async function targetsOf(objects: ObjectStore, { name, waveKey }: ManifestWave, { ranOutOfTime }: DeferredWave): Promise<LeftTarget[]> {
  const plan = await readIfThere(objects, waveKey, wavePlan);
  return (plan?.targets ?? []).map((target) => ({ wave: name, target, ranOutOfTime }));
}

/** A target without outcomes was never admitted: where only the time stopped its wave, all of it was left over. */
async function deferredIn(objects: ObjectStore, runId: string, { wave, target, ranOutOfTime }: LeftTarget): Promise<string[]> {
  const ended = await readIfThere(objects, outcomesKeyOf({ runId, wave, target: target.ordinal }), targetOutcomes);
  if (ended === undefined ? !ranOutOfTime : !hasDeferred(ended.outcomes)) return [];
  const part = await readIfThere(objects, target.sliceKey, slice);
  if (part === undefined) return [];
  return ended === undefined ? part.instances.map(({ id }) => id) : deferredInstances(part, ended.outcomes);
}

async function readIfThere<Value>(objects: ObjectStore, key: string, parser: { parse(value: unknown): Value }): Promise<Value | undefined> {
  const value = await objects.read(key);
  return value === undefined ? undefined : parser.parse(value);
}
