import type { Manifest, ManifestWave } from '#shared/domain/plan.ts';
import type { RunReadModel, WaveReadModel } from '#shared/domain/read-model.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

export const RUN = '0b6f2f0e-3c5b-4a6e-9a39-4c1f3a4f5b6c';
export const HASH = 'a'.repeat(64);
export const HOUR_MS = 3_600_000;
const MANIFEST_KEY = `runs/${RUN}/plan/manifest.json`;

/** Asked by bo, planned, and waiting for one person to approve its only wave. */
export function aRun(spoilt: Partial<RunReadModel> = {}): RunReadModel {
  return {
    runId: RUN, status: 'AwaitingApproval', policyName: 'web', requestedBy: { kind: 'cli', id: 'bo' }, acceptedAt: NIGHT, planHash: HASH,
    manifestKey: MANIFEST_KEY, planned: 40, approvalRequired: true, waves: [aWave()], refusals: [], lastFactAt: NIGHT, ...spoilt,
  };
}

export function aWave(spoilt: Partial<WaveReadModel> = {}): WaveReadModel {
  return {
    name: 'canary', status: 'AwaitingApproval', hash: HASH, targets: 4, planned: 40,
    approval: { state: 'requested', waveHash: HASH, at: NIGHT, quorum: 1, instances: 40, expiresAt: NIGHT + HOUR_MS }, ...spoilt,
  };
}

function aManifestWave(spoilt: Partial<ManifestWave> = {}): ManifestWave {
  return {
    name: 'canary', hash: HASH, waveKey: `runs/${RUN}/plan/canary.json`, targets: 4, instances: 40, dependsOn: [], bakeSeconds: 900,
    options: { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 600 },
    maxConcurrency: { percent: 50 }, maxErrors: { number: 2 }, maxConcurrentAccounts: 12, priority: 0, windows: [], ...spoilt,
  };
}

export function manifests(spoilt: Partial<Manifest> = {}): Record<string, Manifest> {
  return {
    [MANIFEST_KEY]: {
      runId: RUN, policyName: 'web', requestedBy: { kind: 'cli', id: 'bo' }, planHash: HASH, createdAt: NIGHT, waves: [aManifestWave()],
      maxWavesAtOnce: 20, freezes: [], calendars: [], alarms: [], notPlanned: [], ...spoilt,
    },
  };
}
