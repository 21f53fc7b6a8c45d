import { concurrencyOf } from '#shared/domain/quota.ts';
import type { DisruptionBudget } from '#shared/domain/run-definition.ts';
import { brokenIf, type Broken, type Evidence, type Judge, type KnownRun, type Member } from '../evidence.ts';

/** 2: members of a budget's group that are out of service at once; who never came back in good health is so for good. */
export const judgeBudgets: Judge = ({ sent, run }, evidence) =>
  run.definition.budgets.flatMap((budget) => {
    const touched = new Set(sent.instanceIds.flatMap((id) => groupOf(budget, run.members.get(id)) ?? []));
    return [...touched].flatMap((group) => judgeGroup({ budget, group, run }, evidence));
  });

function judgeGroup({ budget, group, run }: { budget: DisruptionBudget; group: string; run: KnownRun }, evidence: Evidence): Broken[] {
  const members = membersOf(run, budget, group);
  const limit = concurrencyOf(budget.maxUnavailable, members.length);
  const out = members.filter(([id]) => evidence.isOutOfService(run.runId, id));
  return [
    ...brokenIf(out.length > limit, 2, `${String(out.length)} members of ${group} were out of service, ${String(limit)} allowed`),
    ...(budget.oneZoneAtATime ? judgeZones(group, out) : []),
  ];
}

/** Inside one target, which is an account and region within a wave. */
function judgeZones(group: string, out: readonly (readonly [string, Member])[]): Broken[] {
  return [...new Set(out.map(([, member]) => sliceOf(member)))].flatMap((slice) => {
    const zones = new Set(out.filter(([, member]) => sliceOf(member) === slice).map(([, { zone }]) => zone));
    return brokenIf(zones.size > 1, 2, `members of ${group} in ${slice} were out of service in ${String(zones.size)} zones at once`);
  });
}

export function sliceOf({ wave, target }: Member): string {
  return `${wave} ${target}`;
}

export function membersOf(run: KnownRun, budget: DisruptionBudget, group: string): [string, Member][] {
  return [...run.members].filter(([, member]) => groupOf(budget, member) === group);
}

/** By the fleet's own tags, of which the Auto Scaling group is one; it and the zone are the target's own. */
export function groupOf({ groupBy }: DisruptionBudget, member: Member | undefined): string | undefined {
  if (member === undefined) return undefined;
  const { tags, target, zone } = member;
  if (groupBy === 'zone') return `zone ${zone} of ${target}`;
  const key = groupBy === 'autoScalingGroup' ? 'aws:autoscaling:groupName' : groupBy.replace('tag:', '');
  const value = tags[key];
  if (value === undefined) return undefined;
  return groupBy === 'autoScalingGroup' ? `${value} of ${target}` : `${key} ${value}`;
}
