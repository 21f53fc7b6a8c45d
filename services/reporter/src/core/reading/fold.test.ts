import { foldAll, isSame } from './fold.ts';

describe('folding', () => {
  it('lets a fact change nothing that it has no fold for', () => {
    const model = { lastFactAt: 1 };
    expect(foldAll([], model, [{ detailType: 'Other.v1', at: 9, data: {} }])).toBe(model);
  });
});

const wave = { name: 'canary', status: 'Running', outcomes: { Compliant: 3 } };

describe('a model is the same', () => {
  it.each([
    ['as itself', wave, wave],
    ['as one with the same content', { waves: [{ ...wave, outcomes: { Compliant: 3 } }] }, { waves: [wave] }],
    ['as one that says of a member that there is none', wave, { ...wave, hold: undefined }],
  ])('%s', (_case, left, right) => {
    expect([isSame(left, right), isSame(right, left)]).toEqual([true, true]);
  });

  it.each([
    ['where there was none', undefined, wave],
    ['where there was nothing but null', null, wave],
    ['with another value deep inside', wave, { ...wave, outcomes: { Compliant: 4 } }],
    ['with a member more', wave, { ...wave, hold: {} }],
    ['with another member', { hold: {} }, { halt: {} }],
    ['with a row more', { waves: [wave] }, { waves: [wave, wave] }],
  ])('but not %s', (_case, left, right) => {
    expect([isSame(left, right), isSame(right, left)]).toEqual([false, false]);
  });
});
