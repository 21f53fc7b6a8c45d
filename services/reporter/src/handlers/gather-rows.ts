import { readObject, type ObjectStore } from '#shared/choreography/object-store.ts';
import { findings } from '#shared/domain/findings.ts';
import { manifest, slice, wavePlan, type ManifestWave, type NotPlanned, type PlannedTarget } from '#shared/domain/plan.ts';
import { findingsPrefixOf, outcomesKeyOf } from '#shared/domain/run-objects.ts';
import { targetOutcomes } from '#shared/domain/target-outcomes.ts';
import type { ReportRow } from '../core/report/report-row.ts';
import type { EndedWave, RunEnded } from '../core/report/run-ended.ts';
import { targetRows } from '../core/report/target-rows.ts';
import { unsaidOutcome } from '../core/report/unsaid-outcome.ts';
import { inParallel } from './in-parallel.ts';

interface Gathered {
  rows: readonly ReportRow[];
  notPlanned: readonly NotPlanned[];
}

/** Every planned instance of a run, from the immutable objects alone. A run that ended before its plan has none. */
export async function gatherRows(objects: ObjectStore, run: RunEnded): Promise<Gathered> {
  if (run.manifestKey === undefined) return { rows: [], notPlanned: [] };
  const plan = await readObject(objects, run.manifestKey, manifest);
  const findingKeys = byTarget(findingsPrefixOf(run.runId), await objects.list(findingsPrefixOf(run.runId)));
  const rows: ReportRow[] = [];
  for (const wave of plan.waves) rows.push(...(await rowsOfWave(objects, { run, wave, findingKeys })));
  return { rows, notPlanned: plan.notPlanned };
}

interface Part {
  run: RunEnded;
  wave: ManifestWave;
  findingKeys: ReadonlyMap<string, readonly string[]>;
}

async function rowsOfWave(objects: ObjectStore, { run, wave, findingKeys }: Part): Promise<ReportRow[]> {
  const { targets } = await readObject(objects, wave.waveKey, wavePlan);
  const ended = run.waves.find(({ name }) => name === wave.name) ?? neverMentioned(wave);
  const unsaid = unsaidOutcome(ended);
  const parts = await inParallel(targets, async (target: PlannedTarget) => {
    const said = await objects.read(outcomesKeyOf({ runId: run.runId, wave: wave.name, target: target.ordinal }));
    const keys = findingKeys.get(`${wave.name}/${target.ordinal}`) ?? [];
    return targetRows({
      slice: await readObject(objects, target.sliceKey, slice),
      outcomes: said === undefined ? undefined : targetOutcomes.parse(said),
      findings: await inParallel(keys, (key) => readObject(objects, key, findings)),
      unsaid,
    });
  });
  return parts.flat();
}

function neverMentioned({ name, instances }: ManifestWave): EndedWave {
  return { name, status: 'Skipped', planned: instances, outcomes: {}, commands: { planned: 0, accepted: 0, throttled: 0 }, reason: '' };
}

/** `<prefix><wave>/<target>/<command>-<look>.json` by `<wave>/<target>`. */
function byTarget(prefix: string, keys: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const targets = new Map<string, string[]>();
  for (const key of keys) {
    const name = key.slice(prefix.length, key.lastIndexOf('/'));
    targets.set(name, [...(targets.get(name) ?? []), key]);
  }
  return targets;
}
