import { wavePlan } from '#shared/domain/plan.ts';
import type { Hub } from '../hub/hub.ts';
import type { ReadPlan } from './last-readings.ts';

/** Older plans tell of trust policies that may have changed since. */
const RUNS_READ = 10;

/** The plans of the last runs, as far as they have one that is still kept. */
export async function readLastPlans(hub: Hub): Promise<ReadPlan[]> {
  const { runs } = await hub.runs();
  const plans = await Promise.all(runs.slice(0, RUNS_READ).map(({ runId }) => readPlan(hub, runId)));
  return plans.filter((plan) => plan !== undefined);
}

async function readPlan(hub: Hub, runId: string): Promise<ReadPlan | undefined> {
  const run = await hub.run(runId);
  const manifest = run === undefined ? undefined : await hub.manifestOf(run);
  if (manifest === undefined) return undefined;
  const texts = await Promise.all(manifest.waves.map(({ waveKey }) => hub.readText(waveKey)));
  return { manifest, waves: texts.flatMap((text) => (text === undefined ? [] : [wavePlan.parse(JSON.parse(text))])) };
}
