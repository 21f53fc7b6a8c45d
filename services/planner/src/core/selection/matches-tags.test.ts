import { hasAnyTag, matchesTags } from './matches-tags.ts';

const tags = { PatchGroup: 'default', Tier: 'web' };

describe('tag filters', () => {
  // prettier-ignore
  it.each([
    [{},                                                 true ],
    [{ PatchGroup: ['default'] },                        true ],
    [{ PatchGroup: ['db', 'default'] },                  true ],
    [{ PatchGroup: ['default'], Tier: ['web', 'app'] },  true ],
    [{ PatchGroup: ['default'], Tier: ['app'] },         false],
    [{ PatchGroup: ['DEFAULT'] },                        false],
    [{ Environment: ['production'] },                    false],
  ])('%j match: %s', (filters, expected) => {
    expect(matchesTags(tags, filters)).toBe(expected);
  });

  // prettier-ignore
  it.each([
    [{},                                            false],
    [{ Tier: ['web'] },                             true ],
    [{ Tier: ['app'], PatchGroup: ['default'] },    true ],
    [{ Tier: ['app'] },                             false],
  ])('%j name a tag it has: %s', (filters, expected) => {
    expect(hasAnyTag(tags, filters)).toBe(expected);
  });
});
