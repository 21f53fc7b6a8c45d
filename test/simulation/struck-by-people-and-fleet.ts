import { RUN_ID } from '#test/world/a-policy.ts';
import { commandsTaken } from '#test/world/compare.ts';
import type { World } from '#test/world/world.ts';
import type { Night } from './night.ts';

export const peopleAndFleetKinds = [
  'lyingAgent', 'queuesLostWithFact', 'approverLate', 'approverTwice', 'requesterVotes', 'voteForAnotherPlan', 'clockSkew', 'handlersAtOnce',
  'runCompletedHeardFirst', 'replayAfterExpiry',
] as const;
type Kind = (typeof peopleAndFleetKinds)[number];

/** Troubles that do not strike by chance in the world: people's habits, the fleet's lies, the night's whole course. */
export function peopleAndFleet(world: World, night: Night): Record<Exclude<Kind, 'replayAfterExpiry'>, number> {
  const { delayMinutes, twice, requesterTriesFirst, wrongHashFirst } = night.approval;
  const commandedLiars = world.fleet.record().filter(({ trouble, instanceId }) => trouble === 'lying-agent' && commandsTaken(world, instanceId) > 0);
  const said = new Set(world.bus.facts.map(({ name }) => name));
  return {
    lyingAgent: commandedLiars.length,
    queuesLostWithFact: night.lostWith.filter((name) => said.has(name)).length,
    approverLate: count(delayMinutes > 60 && said.has('ApprovalRequested')),
    approverTwice: count(twice && said.has('VoteCast')),
    requesterVotes: count(requesterTriesFirst && said.has('VoteCast')),
    voteForAnotherPlan: count(wrongHashFirst && said.has('VoteCast')),
    clockSkew: count(Object.keys(night.skewMs).length > 0),
    handlersAtOnce: count(night.atOnce > 0),
    runCompletedHeardFirst: count(night.endHeardFirst && world.run(RUN_ID)?.ending !== undefined),
  };
}

function count(happened: boolean): number {
  return happened ? 1 : 0;
}
