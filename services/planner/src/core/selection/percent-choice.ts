import { sha256OfText } from '#shared/domain/hash.ts';
import { shareOf } from '#shared/domain/policy/percentage.ts';

/** Whether a wave, by its ordinal, takes an instance that it may take. */
export type Takes = (wave: number, instanceId: string) => boolean;

interface ChoosingWave {
  name: string;
  /** Absent: it takes all that it may. */
  percent?: number | undefined;
}

export interface Candidate {
  id: string;
  /** The waves that may take it, bit by ordinal. */
  waves: number;
}

/**
 * Which instances the waves with a percentage take: of those that no wave before took, over all targets, the lowest by a
 * hash of policy, wave and instance. So it is the same machines each month, spread over the accounts, and one more
 * machine in the fleet moves at most one other. What a wave leaves goes on to the next.
 */
export function chooseByPercent(policyName: string, waves: readonly ChoosingWave[], candidates: readonly Candidate[]): Takes {
  const last: (string | undefined)[] = [];
  let left = candidates;
  for (const [ordinal, { name, percent }] of waves.entries()) {
    const meant = left.filter((candidate) => isFor(candidate, ordinal));
    if (percent === undefined) {
      left = left.filter((candidate) => !isFor(candidate, ordinal));
      continue;
    }
    const rank = rankIn(policyName, name);
    const ranked = meant.map(({ id }) => ({ id, rank: rank(id) })).sort((one, other) => (one.rank < other.rank ? -1 : 1));
    const taken = ranked.slice(0, shareOf(percent, ranked.length));
    last[ordinal] = taken.at(-1)?.rank;
    const ids = new Set(taken.map(({ id }) => id));
    left = left.filter((candidate) => !(isFor(candidate, ordinal) && ids.has(candidate.id)));
  }
  return takesUpTo(policyName, waves, last);
}

/** Only the last hash that a wave takes is kept, not the instances. */
function takesUpTo(policyName: string, waves: readonly ChoosingWave[], last: readonly (string | undefined)[]): Takes {
  const ranks = waves.map(({ name }) => rankIn(policyName, name));
  return (ordinal, instanceId) => {
    if (waves[ordinal]?.percent === undefined) return true;
    const [limit, rank] = [last[ordinal], ranks[ordinal]];
    return limit !== undefined && rank !== undefined && rank(instanceId) <= limit;
  };
}

function rankIn(policyName: string, wave: string): (instanceId: string) => string {
  return (instanceId) => sha256OfText(`${policyName}/${wave}/${instanceId}`);
}

function isFor({ waves }: Candidate, ordinal: number): boolean {
  return (waves & (1 << ordinal)) !== 0;
}
