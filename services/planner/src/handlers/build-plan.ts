import { advance } from '#shared/choreography/advance.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';
import { sha256Of } from '#shared/domain/hash.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';
import { planPartKeyOf } from '#shared/domain/run-objects.ts';

import { elementAt } from '../core/element-at.ts';
import { manifestOf } from '../core/plan/manifest-of.ts';
import { numberTargets } from '../core/plan/number-targets.ts';
import { planBuilt, type BuiltPlan } from '../core/plan/plan-built.ts';
import { planRulesOf } from '../core/plan/plan-rules.ts';
import { wavePartOf } from '../core/plan/wave-part.ts';
import type { BuildingRun } from '../core/run/run-state.ts';
import type { Scope } from '../core/scope/scope.ts';
import type { WaveSelection } from '../core/selection/place-instance.ts';
import { deferredBefore } from './deferred-before.ts';
import { runKeyOf } from './planner-aggregates.ts';
import type { PlanningEffects } from './planner-effects.ts';
import { readChunk } from './read-chunk.ts';
import { readDefinition, readScope } from './run-objects.ts';
import { takeCensus } from './take-census.ts';
import { writeSlices, type Draft } from './write-slices.ts';

/**
 * Writes the plan from the inventories, one chunk of targets in memory at a time. Every object is named by its content,
 * so a second attempt, or two at once, write the same plan.
 */
export async function buildPlan(effects: PlanningEffects, run: BuildingRun): Promise<void> {
  const { objects } = effects;
  const [definition, scope, deferred] = await Promise.all([
    readDefinition(objects, run.runId), readScope(objects, run.runId), deferredBefore(effects, run),
  ]);
  const built = await writePlan(objects, run, { definition, scope, deferred });
  await advance(effects.runs, runKeyOf(run.runId), (state, now) => (state?.phase === 'building' ? planBuilt(state, built, now) : undefined));
}

interface Basis {
  definition: RunDefinition;
  scope: Scope;
  deferred: ReadonlySet<string>;
}

async function writePlan(objects: ObjectStore, run: BuildingRun, basis: Basis): Promise<BuiltPlan> {
  const { definition, scope } = basis;
  const { waves, notPlanned, problems } = await draftPlan(objects, run, basis);
  const parts = definition.waves.map((wave, ordinal) => wavePartOf(run.runId, wave, numberTargets(elementAt(waves, ordinal))));
  await Promise.all(parts.map(({ wavePlan, entry }) => objects.putOnce(entry.waveKey, wavePlan)));
  const manifest = manifestOf(run, { definition, waves: parts.map(({ entry }) => entry), notPlanned });
  const manifestKey = await putPart(objects, run.runId, manifest);
  return { manifest, manifestKey, definition, problems, accountsByWave: scope.waveAccounts.map((accounts) => accounts.length) };
}

async function draftPlan(objects: ObjectStore, run: BuildingRun, { definition, scope, deferred }: Basis): Promise<Draft> {
  const selections: WaveSelection[] = definition.waves.map(({ select }, ordinal) => ({
    select, accounts: new Set(elementAt(scope.waveAccounts, ordinal)),
  }));
  const rules = planRulesOf(definition, await takeCensus(objects, run, { definition, scope, selections }), deferred);
  const drafting = { runId: run.runId, definition, deferred, selections, ...rules };
  const draft: Draft = { waves: definition.waves.map(() => []), notPlanned: [], problems: [] };
  for (let chunk = 0; chunk < run.chunks; chunk += 1) {
    await writeSlices(objects, await readChunk(objects, run, { scope, chunk }), { drafting, draft });
  }
  return draft;
}

async function putPart(objects: ObjectStore, runId: string, part: unknown): Promise<string> {
  const key = planPartKeyOf(runId, sha256Of(part));
  await objects.putOnce(key, part);
  return key;
}
