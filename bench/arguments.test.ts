import { chosen, readArguments } from './arguments.ts';

const all = [{ name: 'makespan:packs' }, { name: 'makespan:unbound' }, { name: 'packing' }];

describe('the arguments of the bench', () => {
  it('are none, or which metrics and which file', () => {
    expect(readArguments([])).toEqual({ only: undefined, json: undefined });
    expect(readArguments(['--only', 'packing', '--json', 'out.json'])).toEqual({ only: 'packing', json: 'out.json' });
  });

  it('are refused where they are others', () => {
    expect(() => readArguments(['--fast'])).toThrow('--fast');
  });

  it.each([
    [undefined, ['makespan:packs', 'makespan:unbound', 'packing']],
    ['packing', ['packing']],
    ['makespan', ['makespan:packs', 'makespan:unbound']],
    ['makespan:packs', ['makespan:packs']],
  ])('with --only %s mean %j', (only, names) => {
    expect(chosen(all, only).map(({ name }) => name)).toEqual(names);
  });

  it('name all metrics that exist when none is meant', () => {
    expect(() => chosen(all, 'pack')).toThrow('--only: found "pack", expected one of makespan:packs, makespan:unbound, packing');
  });
});
