import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';
import type { Manifest, ManifestWave } from '#shared/domain/plan.ts';
import { waveHeld } from '#shared/events/wave-held.ts';
import { wavePassed } from '#shared/events/wave-passed.ts';
import { waveStarted } from '#shared/events/wave-started.ts';

import { elementAt } from '../../core/element-at.ts';
import type { RunRecipe } from '../../core/run/run-recipe.ts';
import type { EndedRun, PlannedRun, RunState } from '../../core/run/run-state.ts';
import { shortTextOf } from '../../core/run/texts.ts';
import type { HoldReason } from '../../core/waves/wave-state.ts';
import { readManifest } from '../run-objects.ts';
import { runWithPlan } from './run-with.ts';

type WaveRecipe = Extract<RunRecipe, { wave: number }>;

export async function renderWave(objects: ObjectStore, recipe: WaveRecipe, run: RunState): Promise<readonly Fact[]> {
  const planned = runWithPlan(run);
  const manifest = await readManifest(objects, planned.plan.manifestKey);
  const wave = elementAt(manifest.waves, recipe.wave);
  const subject = { runId: run.runId, wave: wave.name };
  switch (recipe.type) {
    case 'WavePassed':
      return [fact(wavePassed, subject)];
    case 'WaveHeld': {
      const { reason, until } = recipe;
      const detail = shortTextOf(holdWords(manifest, wave, until)[reason]);
      return [fact(waveHeld, { ...subject, reason, detail, ...(until === undefined ? {} : { until }) })];
    }
    case 'WaveStarted':
      return [fact(waveStarted, { ...subject, runStartedAt: run.startedAt, ...startOf(wave), ...permissionOf(planned, wave), ...timesOf(recipe) })];
  }
}

function holdWords({ freezes, maxWavesAtOnce }: Manifest, { dependsOn }: ManifestWave, until: number | undefined): Record<HoldReason, string> {
  const before = dependsOn.join(', ');
  const freeze = freezes.find((each) => each.until === until);
  return {
    AwaitingApproval: 'nobody has approved this wave yet, or the approval has lapsed',
    AwaitingDependency: `it starts when these waves have passed: ${before}`,
    Baking: `the waves before it are being watched: ${before}`,
    Pausing: 'the pause between two waves',
    Paused: 'the run is paused',
    Frozen: `nothing may change now: ${freeze?.reason ?? 'a freeze'}`,
    WindowClosed: until === undefined ? 'its window is closed and does not open again before the end of the run' : 'its window is closed',
    AwaitingTurn: `${String(maxWavesAtOnce)} waves may run at once, and as many do`,
  };
}

function startOf(wave: ManifestWave) {
  const { hash, waveKey, targets, instances, options, maxConcurrency, maxErrors, maxConcurrentAccounts, maxInstancesInFlight, maxErrorsInWave } = wave;
  return {
    waveHash: hash, waveKey, targets, instances, options, maxConcurrency, maxErrors, maxConcurrentAccounts,
    ...(maxInstancesInFlight === undefined ? {} : { maxInstancesInFlight }),
    ...(maxErrorsInWave === undefined ? {} : { maxErrorsInWave }),
  };
}

function timesOf({ validUntil, windowEndsAt }: Extract<WaveRecipe, { type: 'WaveStarted' }>) {
  return { validUntil, ...(windowEndsAt === undefined ? {} : { windowEndsAt }) };
}

/** A wave is started only with its very own hash approved (move-wave.ts), hence the two are the same here. */
function permissionOf({ control, endsBefore }: PlannedRun | EndedRun, { hash }: ManifestWave) {
  return { approvedHash: hash, control, notAfter: endsBefore };
}
