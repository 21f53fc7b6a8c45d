import { advance } from '#shared/choreography/advance.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';
import { sha256Of } from '#shared/domain/hash.ts';
import type { Manifest, NotPlanned } from '#shared/domain/plan.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';
import { planPartKeyOf } from '#shared/domain/run-objects.ts';

import { elementAt } from '../core/element-at.ts';
import { manifestOf } from '../core/plan/manifest-of.ts';
import { planBuilt } from '../core/plan/plan-built.ts';
import { wavePartOf } from '../core/plan/wave-part.ts';
import type { BuildingRun } from '../core/run/run-state.ts';
import type { WaveSelection } from '../core/selection/place-instance.ts';
import { targetsOfChunk, type Scope } from '../core/scope/scope.ts';
import { runKeyOf } from './planner-aggregates.ts';
import type { PlanningEffects } from './planner-effects.ts';
import { readDefinition, readScope } from './run-objects.ts';
import { writeSlices, type WaveTargets } from './write-slices.ts';

/**
 * Writes the plan from the inventories, one chunk of targets in memory at a time. Every object is named by its content,
 * so a second attempt, or two at once, write the same plan.
 */
export async function buildPlan(effects: PlanningEffects, run: BuildingRun): Promise<void> {
  const { objects } = effects;
  const [definition, scope] = await Promise.all([readDefinition(objects, run.runId), readScope(objects, run.runId)]);
  const manifest = await writePlan(objects, run, { definition, scope });
  const manifestKey = await putPart(objects, run.runId, manifest);
  await advance(effects.runs, runKeyOf(run.runId), (state, now) =>
    state?.phase === 'building' ? planBuilt(state, { manifest, manifestKey, definition }, now) : undefined,
  );
}

interface Basis {
  definition: RunDefinition;
  scope: Scope;
}

async function writePlan(objects: ObjectStore, run: BuildingRun, { definition, scope }: Basis): Promise<Manifest> {
  const selections: WaveSelection[] = definition.waves.map(({ select }, ordinal) => ({
    select, accounts: new Set(elementAt(scope.waveAccounts, ordinal)),
  }));
  const waves: WaveTargets[] = definition.waves.map(({ name }) => ({ name, targets: [] }));
  const notPlanned: NotPlanned[] = [];
  for (let chunk = 0; chunk < run.chunks; chunk += 1) {
    notPlanned.push(...(await writeSlices(objects, run, { chunk, targets: targetsOfChunk(scope, chunk), selections, waves })));
  }
  const parts = definition.waves.map((wave, ordinal) => wavePartOf(run.runId, wave, elementAt(waves, ordinal).targets));
  await Promise.all(parts.map(({ wavePlan, entry }) => objects.putOnce(entry.waveKey, wavePlan)));
  return manifestOf(run, { definition, waves: parts.map(({ entry }) => entry), notPlanned });
}

async function putPart(objects: ObjectStore, runId: string, part: unknown): Promise<string> {
  const key = planPartKeyOf(runId, sha256Of(part));
  await objects.putOnce(key, part);
  return key;
}
