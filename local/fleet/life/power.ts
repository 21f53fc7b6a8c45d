import { SeededRandom } from '#local/chance/seeded-random.ts';
import { powerEvent } from './aws-event.ts';
import { type SimulatedInstance, comeBack } from './simulated-instance.ts';
import type { World } from './world.ts';

/** pending for about half a minute, running, and the agent up about a minute after that. */
export function startInstance(world: World, instance: SimulatedInstance): void {
  if (instance.power !== 'stopped') return;
  const random = chance(world, instance, 'start');
  const later = afterwards(world, instance);
  turn(world, instance, 'pending');
  later(random.integer(20, 45), () => {
    instance.launchedAtMs = world.agenda.now();
    turn(world, instance, 'running');
    if (instance.plan.trouble === 'dead-agent') return;
    later(random.integer(30, 90), () => comeBack(instance, world.agenda.now()));
  });
}

/** What ran on it is gone; its command learns of that only at its total time-out. */
export function stopInstance(world: World, instance: SimulatedInstance): void {
  if (instance.power !== 'running' && instance.power !== 'pending') return;
  instance.boots += 1;
  instance.patching = undefined;
  instance.silentSinceMs ??= world.agenda.now();
  turn(world, instance, 'stopping');
  afterwards(world, instance)(chance(world, instance, 'stop').integer(30, 60), () => turn(world, instance, 'stopped'));
}

function turn(world: World, instance: SimulatedInstance, power: SimulatedInstance['power']): void {
  instance.power = power;
  world.announce(powerEvent(instance, world.agenda.now()));
}

/** In so many seconds, unless the instance is stopped before. */
function afterwards({ agenda }: World, instance: SimulatedInstance): (seconds: number, action: () => void) => void {
  const boots = instance.boots;
  return (seconds, action) =>
    agenda.at(agenda.now() + seconds * 1_000, () => {
      if (instance.boots === boots) action();
    });
}

function chance(world: World, instance: SimulatedInstance, what: string): SeededRandom {
  return new SeededRandom(world.seed, instance.plan.instanceId, what, instance.boots);
}
