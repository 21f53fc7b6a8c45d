import { storedForm } from './stored-form.in-memory.ts';

const whatJsonChanges = {
  at: new Date(0), none: undefined, nothing: null, notANumber: Number.NaN, list: [undefined, 1, Number.POSITIVE_INFINITY], act: () => 1,
  deep: { set: new Set([1]), on: true },
};

describe('the form in which a table keeps a state', () => {
  it('is what JSON would give back', () => {
    expect(storedForm(whatJsonChanges)).toStrictEqual(JSON.parse(JSON.stringify(whatJsonChanges)));
  });

  it('refuses what JSON refuses', () => {
    expect(() => storedForm({ size: 1n })).toThrow('a bigint');
  });

  it('leaves what was saved to its owner, and lets nobody change what is kept', () => {
    const state = { waves: [{ status: 'Running' }] };
    const form = storedForm(state);
    state.waves[0]!.status = 'Baking';
    expect(form).toEqual({ waves: [{ status: 'Running' }] });
    expect(() => form.waves.push({ status: 'Passed' })).toThrow(TypeError);
    expect(() => (form.waves[0]!.status = 'Passed')).toThrow(TypeError);
  });

  it('shares with the form it was made of what did not change', () => {
    const before = storedForm({ seq: 1, waves: [{ status: 'Running' }] });
    expect(storedForm({ ...before, seq: 2 }).waves).toBe(before.waves);
  });
});
