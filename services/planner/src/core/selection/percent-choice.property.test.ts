import fc from 'fast-check';

import { shareOf } from '#shared/domain/policy/percentage.ts';

import { chooseByPercent, type Candidate } from './percent-choice.ts';

const waves = fc.array(fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }), { minLength: 1, maxLength: 5 })
  .map((percents) => percents.map((percent, ordinal) => ({ name: `wave-${String(ordinal)}`, percent })));
const fleet = fc.array(fc.integer({ min: 1, max: 31 }), { maxLength: 60 })
  .map((masks): Candidate[] => masks.map((mask, index) => ({ id: `i-${String(index)}`, waves: mask })));

/** By wave: who it takes, in the order in which the waves are asked. */
function taken(wavesAsked: readonly { name: string; percent: number | undefined }[], candidates: readonly Candidate[]): string[][] {
  const takes = chooseByPercent('web', wavesAsked, candidates);
  const left = new Set(candidates);
  return wavesAsked.map((_, ordinal) => [...left].flatMap((candidate) => {
    if ((candidate.waves & (1 << ordinal)) === 0 || !takes(ordinal, candidate.id)) return [];
    left.delete(candidate);
    return candidate.id;
  }));
}

describe('waves that take a percentage', () => {
  it('take exactly their share of what no wave before took, and those without take all', () => {
    fc.assert(fc.property(waves, fleet, (asked, candidates) => {
      const left = new Set(candidates.map(({ id }) => id));
      const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
      for (const [ordinal, ids] of taken(asked, candidates).entries()) {
        const meant = [...left].filter((id) => ((byId.get(id)?.waves ?? 0) & (1 << ordinal)) !== 0).length;
        const percent = asked[ordinal]?.percent;
        expect(ids).toHaveLength(percent === undefined ? meant : shareOf(percent, meant));
        for (const id of ids) left.delete(id);
      }
    }));
  });

  it('take the same instances in whatever order these were found', () => {
    const shuffled = fleet.chain((candidates) => fc.tuple(fc.constant(candidates), fc.shuffledSubarray(candidates, { minLength: candidates.length })));

    fc.assert(fc.property(waves, shuffled, (asked, [candidates, other]) => {
      const sorted = (lists: string[][]) => lists.map((ids) => [...ids].sort());
      expect(sorted(taken(asked, other))).toEqual(sorted(taken(asked, candidates)));
    }));
  });

  it('keep whom they took when they take more', () => {
    fc.assert(fc.property(fleet, fc.integer({ min: 1, max: 98 }), (candidates, percent) => {
      const [few = [], more = []] = [percent, percent + 1].map((each) => taken([{ name: 'canary', percent: each }], candidates)[0]);
      expect(more).toEqual(expect.arrayContaining(few));
    }));
  });
});
