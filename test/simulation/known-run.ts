import { manifest, slice, wavePlan, type ManifestWave, type Slice } from '#shared/domain/plan.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';
import type { World } from '#test/world/world.ts';
import type { KnownRun, Member } from './evidence.ts';
import type { NightWindow } from './night-windows.ts';

interface Planned {
  runId: string;
  manifestKey: string;
  requester: string;
}

/** Reads the plan that was published: immutable objects, which people approve by their hash. The rest the fleet knows. */
export function knownRun(world: World, { runId, manifestKey, requester }: Planned, under: { definition: RunDefinition; window: NightWindow | undefined }): KnownRun {
  const fleet = inTheFleet(world);
  const slices = manifest.parse(read(world, manifestKey)).waves.flatMap((wave) => slicesOf(world, wave));
  const members = slices.flatMap(membersOf).map(([id, member]): [string, Member] => {
    const own = fleet.get(id);
    if (own === undefined) throw new Error(`simulation: the plan has ${id}, which is in no fleet`);
    return [id, { ...member, ...own }];
  });
  return { runId, ...under, requester, members: new Map(members), shares: slices.flatMap(({ groups }) => groups) };
}

type InTheFleet = Pick<Member, 'zone' | 'platform' | 'tags'>;

interface PlannedSlice extends Slice {
  hash: string;
}

function slicesOf(world: World, { hash, waveKey }: ManifestWave): PlannedSlice[] {
  return wavePlan.parse(read(world, waveKey)).targets.map(({ sliceKey }) => ({ ...slice.parse(read(world, sliceKey)), hash }));
}

function membersOf({ wave, hash, accountId, region, instances }: PlannedSlice): [string, Omit<Member, keyof InTheFleet>][] {
  return instances.map(({ id }) => [id, { wave, hash, target: `${accountId}/${region}`, planned: instances.length }]);
}

function inTheFleet({ fleet: { plan } }: World): Map<string, InTheFleet> {
  const instances = plan.places.flatMap((place) => plan.instancesOf(place));
  return new Map(instances.map(({ instanceId, zone, os, tags }) => [instanceId, { zone, platform: os.type, tags }]));
}

function read(world: World, key: string): unknown {
  return JSON.parse(world.objects.bodies.get(key) ?? 'null');
}
