import { manifest, slice, wavePlan } from '#shared/domain/plan.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';
import type { World } from '#test/world/world.ts';
import type { KnownRun } from './oracle.ts';

/** Reads the plan that was published: immutable objects, which people approve by their hash. */
export function knownRun(world: World, fact: { runId: string; manifestKey: string; requester: string }, definition: RunDefinition): KnownRun {
  const members: KnownRun['members'] = new Map();
  for (const wave of manifest.parse(read(world, fact.manifestKey)).waves) {
    for (const target of wavePlan.parse(read(world, wave.waveKey)).targets) {
      for (const { id } of slice.parse(read(world, target.sliceKey)).instances) {
        members.set(id, { wave: wave.name, hash: wave.hash, target: `${target.accountId}/${target.region}`, planned: target.instances });
      }
    }
  }
  return { runId: fact.runId, definition, requester: fact.requester, members };
}

function read(world: World, key: string): unknown {
  return JSON.parse(world.objects.bodies.get(key) ?? 'null');
}
