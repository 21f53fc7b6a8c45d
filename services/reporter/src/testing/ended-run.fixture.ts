import type { InMemoryObjectStore } from '#shared/choreography/object-store.in-memory.ts';
import type { Cause } from '#shared/domain/causes.ts';
import { causeLetter } from '#shared/domain/causes.ts';
import type { Finding, Findings } from '#shared/domain/findings.ts';
import { addOutcomes, countOutcomes } from '#shared/domain/outcome-counts.ts';
import { noGuards, type Manifest, type ManifestWave, type NotPlanned, type PlannedInstance } from '#shared/domain/plan.ts';
import { findingsKeyOf, outcomesKeyOf } from '#shared/domain/run-objects.ts';
import type { WaveStatus } from '#shared/domain/status.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';
import type { RunEnded } from '../core/report/run-ended.ts';

export const RUN = '0b6f2f0e-3c5b-4a6e-9a39-4c1f3a4f5b6c';
const HASH = 'a'.repeat(64);
const MANIFEST_KEY = `runs/${RUN}/plan/manifest.json`;
const ana = { kind: 'cli', id: 'ana' } as const;

/** `letters`: one outcome letter per instance; `silent` targets never started, so their outcomes object is missing. */
interface TargetSpec {
  accountId: string;
  region: string;
  letters: string;
  cause?: Cause;
  silent?: boolean;
  name?: (index: number) => string;
  findings?: (id: string, letter: string) => Partial<Finding>;
}

export interface WaveSpec {
  name: string;
  status?: WaveStatus;
  reason?: string;
  targets: readonly TargetSpec[];
}

function instanceIdOf(accountId: string, region: string, index: number): string {
  const place = `${accountId.slice(0, 4)}${region.endsWith('1') ? '1' : '2'}${region.slice(0, 2) === 'us' ? 'a' : 'b'}`;
  return `i-0${place}${index.toString(16).padStart(10, '0')}`;
}

/** Puts the objects of a run that has ended into the store, and returns the planner's closing word on it. */
export async function endedRun(
  objects: InMemoryObjectStore,
  waves: readonly WaveSpec[],
  notPlanned: readonly NotPlanned[] = [],
): Promise<RunEnded> {
  const manifestWaves: ManifestWave[] = [];
  for (const wave of waves) {
    const waveKey = `runs/${RUN}/plan/${wave.name}.json`;
    const targets = [];
    for (const [ordinal, target] of wave.targets.entries()) targets.push(await putTarget(objects, { wave: wave.name, ordinal, target }));
    await objects.putOnce(waveKey, { runId: RUN, wave: wave.name, waveHash: HASH, targets });
    manifestWaves.push(manifestWave(wave, waveKey));
  }
  const manifest: Manifest = {
    runId: RUN, policyName: 'web', requestedBy: ana, planHash: HASH, createdAt: NIGHT, waves: manifestWaves,
    maxWavesAtOnce: 20, freezes: [], calendars: [], alarms: [], notPlanned: [...notPlanned],
  };
  await objects.putOnce(MANIFEST_KEY, manifest);
  return closingWord(waves);
}

function closingWord(waves: readonly WaveSpec[]): RunEnded {
  const rows = waves.map(({ name, status = 'Passed', reason = '', targets }) => {
    const outcomes = countOutcomes(targets.map(({ letters }) => letters).join(''));
    const commands = { planned: targets.length, accepted: targets.length, throttled: 0 };
    return { name, status, planned: sizeOf(targets), outcomes, commands, reason };
  });
  const accepted = rows.reduce((sum, { commands }) => sum + commands.accepted, 0);
  return {
    runId: RUN, policyName: 'web', requestedBy: ana, status: 'Completed', reason: '', planHash: HASH, manifestKey: MANIFEST_KEY,
    waves: rows,
    planned: rows.reduce((sum, { planned }) => sum + planned, 0),
    outcomes: rows.reduce((sum, { outcomes }) => addOutcomes(sum, outcomes), {}),
    commands: { planned: accepted, accepted, throttled: 0 },
    startedAt: NIGHT, endedAt: NIGHT + 3 * 3_600_000,
  };
}

function sizeOf(targets: readonly TargetSpec[]): number {
  return targets.reduce((sum, { letters }) => sum + letters.length, 0);
}

function manifestWave({ name, targets }: WaveSpec, waveKey: string): ManifestWave {
  return {
    name, hash: HASH, waveKey, targets: targets.length, instances: sizeOf(targets), dependsOn: [], bakeSeconds: 0,
    options: { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 600 },
    maxConcurrency: { number: 10 }, maxErrors: { number: 1 }, maxConcurrentAccounts: 10, priority: 0, windows: [],
  };
}

interface Place {
  wave: string;
  ordinal: number;
  target: TargetSpec;
}

async function putTarget(objects: InMemoryObjectStore, { wave, ordinal, target }: Place) {
  const { accountId, region, letters } = target;
  const sliceKey = `runs/${RUN}/plan/${wave}-${ordinal}.json`;
  const identity = { runId: RUN, wave, target: ordinal, accountId, region };
  const instances = Array.from(letters, (_letter, index): PlannedInstance => ({
    id: instanceIdOf(accountId, region, index), platform: index % 3 === 2 ? 'Windows' : 'Linux', zone: `${region}a`,
    ...(target.name === undefined ? {} : { name: target.name(index) }),
  }));
  await objects.putOnce(sliceKey, { runId: RUN, wave, accountId, region, instances, groups: [], guards: noGuards });
  if (target.silent !== true) {
    const causes = Array.from(letters, (letter) => (letter === 'C' ? '.' : causeLetter(target.cause))).join('');
    await objects.putOnce(outcomesKeyOf(identity), { ...identity, outcomes: letters, causes, attempts: '1'.repeat(letters.length) });
    if (target.findings !== undefined) await putFindings(objects, identity, { target, instances });
  }
  return { ordinal, accountId, region, sliceKey, sliceSha256: HASH, instances: letters.length };
}

async function putFindings(
  objects: InMemoryObjectStore,
  identity: Pick<Findings, 'runId' | 'wave' | 'target' | 'accountId' | 'region'>,
  { target, instances }: { target: TargetSpec; instances: readonly PlannedInstance[] },
): Promise<void> {
  const command = { ...identity, command: 0, look: 0 };
  const found = instances.map(({ id }, index) => {
    const verdict = target.letters.charAt(index);
    return { id, verdict, cause: '.', invocation: 'Success', ...target.findings?.(id, verdict) };
  });
  await objects.putOnce(findingsKeyOf(command), { ...command, lookedAt: NIGHT, instances: found });
}
