import { concurrencyOf } from '#shared/domain/quota.ts';
import { brokenIf, type Broken, type KnownRun } from '../evidence.ts';

/** A plan follows its policy. */
export function judgePlan(run: KnownRun): Broken[] {
  return [...judgePercent(run), ...judgeShares(run)];
}

/** A wave with a percentage takes so many of what it selects, rounded down, but never none. */
function judgePercent({ definition, members }: KnownRun): Broken[] {
  const [first] = definition.waves;
  if (first?.percent === undefined) return [];
  // The first wave of these nights selects everybody, and the last takes whoever is left.
  const expected = Math.max(1, Math.floor((members.size * first.percent) / 100));
  const found = [...members.values()].filter(({ wave }) => wave === first.name).length;
  return brokenIf(members.size > 0 && found !== expected, 2, `${first.name} has ${String(found)} of ${String(members.size)} instances, ${String(first.percent)}% are ${String(expected)}`);
}

/** The parts of a budget that slices have for good come to no more than it allows; what is lent is judged by its use. */
function judgeShares({ definition, members, shares }: KnownRun): Broken[] {
  return definition.budgets.filter(({ groupBy }) => groupBy.startsWith('tag:')).flatMap(({ groupBy, maxUnavailable }) => {
    const values = [...members.values()].flatMap(({ tags }) => tags[groupBy.replace('tag:', '')] ?? []);
    return [...new Set(values)].flatMap((value) => {
      const limit = concurrencyOf(maxUnavailable, values.filter((one) => one === value).length);
      const given = shares.filter(({ name, lent }) => name === `${groupBy}=${value}` && !lent).reduce((sum, share) => sum + share.limit, 0);
      return brokenIf(given > limit, 2, `the slices may have ${String(given)} of ${groupBy} ${value} out of service, ${String(limit)} allowed`);
    });
  });
}
