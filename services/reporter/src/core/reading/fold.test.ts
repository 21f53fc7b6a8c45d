import { foldAll } from './fold.ts';

describe('folding', () => {
  it('lets a fact change nothing that it has no fold for', () => {
    const model = { lastFactAt: 1 };
    expect(foldAll([], model, [{ detailType: 'Other.v1', at: 9, data: {} }])).toBe(model);
  });
});
