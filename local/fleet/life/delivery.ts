import { SeededRandom } from '#local/chance/seeded-random.ts';
import { invocationEvent } from './aws-event.ts';
import { type Invocation, isOpen } from './command.ts';
import { beginJob } from './job-run.ts';
import { canHear } from './simulated-instance.ts';
import type { World } from './world.ts';

/** Hands an invocation over to its agent, which takes seconds to notice. */
export function handOver(world: World, invocation: Invocation): void {
  const random = new SeededRandom(world.seed, invocation.instance.plan.instanceId, 'delivery', invocation.ordinal);
  world.agenda.at(world.agenda.now() + random.integer(2_000, 15_000), () => deliver(world, invocation));
}

function deliver(world: World, invocation: Invocation): void {
  const { instance, command } = invocation;
  if (!isOpen(invocation)) return;
  // What is delivered too late does not run: it stays open until the total time-out.
  if (world.agenda.now() > command.requestedAtMs + command.request.timeoutSeconds * 1_000) return;
  if (canHear(instance)) beginJob(world, invocation);
  else delay(world, invocation);
}

function delay(world: World, invocation: Invocation): void {
  invocation.instance.undelivered.set(invocation.command.id, () => handOver(world, invocation));
  if (invocation.status === 'Delayed') return;
  invocation.status = 'Delayed';
  invocation.statusDetails = 'Delayed';
  world.announce(invocationEvent(invocation, world.agenda.now()));
}
