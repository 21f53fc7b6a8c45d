import { RUN_ID } from '#test/world/a-policy.ts';
import { commandsTaken } from '#test/world/compare.ts';
import { NIGHT, type World } from '#test/world/world.ts';
import { isStraggler } from './fleet-of-a-night.ts';
import type { Night } from './night.ts';
import { readReport } from './read-report.ts';

export const peopleAndFleetKinds = [
  'lyingAgent', 'queuesLostWithFact', 'approverLate', 'approverTwice', 'requesterVotes', 'voteForAnotherPlan', 'clockSkew', 'handlersAtOnce',
  'runCompletedHeardFirst', 'replayAfterExpiry', 'deadLetterAfterExpiry', 'calendarEditedBeforeSend', 'alarmRaised', 'stragglerHoldsBudget', 'windowCloses', 'freezeBegins', 'budgetUsedUp',
] as const;
type Kind = (typeof peopleAndFleetKinds)[number];

/** Troubles that do not strike by chance in the world: people's habits, the fleet's lies, the night's whole course. */
export function peopleAndFleet(world: World, night: Night): Record<Exclude<Kind, 'replayAfterExpiry' | 'deadLetterAfterExpiry'>, number> {
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
    calendarEditedBeforeSend: world.editsBeforeSend,
    alarmRaised: count(world.alarm.everRaised),
    ...struckByRules(world, night),
    runCompletedHeardFirst: count(night.endHeardFirst && world.run(RUN_ID)?.ending !== undefined),
  };
}

type RuleKind = 'stragglerHoldsBudget' | 'windowCloses' | 'freezeBegins' | 'budgetUsedUp';

/** What the night's own rules brought about. */
function struckByRules(world: World, { straggler, rules: { window, freeze } }: Night): Record<RuleKind, number> {
  const rows = readReport(world)?.instances ?? [];
  const instances = world.fleet.plan.places.flatMap((place) => world.fleet.plan.instancesOf(place));
  const stragglers = instances.filter(({ tags }) => isStraggler(tags, straggler));
  return {
    stragglerHoldsBudget: stragglers.filter(({ instanceId }) => commandsTaken(world, instanceId) > 0).length,
    windowCloses: count(window !== undefined && rows.some(({ cause }) => cause === 'TimeUp')),
    freezeBegins: count(freeze !== undefined && isDuringRun(world, NIGHT + freeze.fromMinutes * 60_000)),
    budgetUsedUp: rows.filter(({ cause }) => cause === 'BudgetUsedUp').length,
  };
}

function isDuringRun({ bus: { facts } }: World, epochMs: number): boolean {
  const saidAt = (wanted: string) => facts.find(({ name, data }) => name === wanted && (data as { runId: string }).runId === RUN_ID)?.occurredAt;
  return (saidAt('RunAccepted') ?? Infinity) < epochMs && epochMs < (saidAt('RunCompleted') ?? -Infinity);
}

function count(happened: boolean): number {
  return happened ? 1 : 0;
}
