import type { InventoryInstance } from '#shared/domain/inventory.ts';

import { aSelection } from '../../testing/runs.fixture.ts';
import { assignTarget } from './assign-target.ts';
import type { WaveSelection } from './place-instance.ts';

const target = { accountId: '111111111111', region: 'eu-west-1' };
const ID = 'i-0000000000000000a';

function anInstance(over: Partial<InventoryInstance> = {}): InventoryInstance {
  return { id: ID, platform: 'Linux', state: 'managed', tags: { Wave: 'canary' }, zone: 'eu-west-1a', ...over };
}

function aWaveOf(over: Parameters<typeof aSelection>[0] = {}, accounts = ['111111111111']): WaveSelection {
  return { select: aSelection({ tags: { Wave: ['canary'] }, ...over }), accounts: new Set(accounts) };
}

function assigned(instances: readonly InventoryInstance[], waves: readonly WaveSelection[]) {
  const { waves: placed, notPlanned } = assignTarget(target, { ...target, instances: [...instances] }, waves);
  return {
    waves: Object.fromEntries([...placed].map(([ordinal, list]) => [ordinal, list.map(({ id }) => id)])),
    notPlanned: notPlanned.map(({ reason, instanceIds }) => [reason, ...instanceIds]),
  };
}

describe('an instance', () => {
  it('goes to the wave that selects it, with what a person and a budget need to know', () => {
    const instance = anInstance({ tags: { Wave: 'canary', Name: 'web-1' }, autoScalingGroup: 'web' });

    expect(assignTarget(target, { ...target, instances: [instance] }, [aWaveOf()])).toEqual({
      waves: new Map([[0, [{ id: ID, platform: 'Linux', name: 'web-1', zone: 'eu-west-1a', autoScalingGroup: 'web' }]]]),
      notPlanned: [],
    });
  });

  it('goes to the first of several waves, in the order written', () => {
    expect(assigned([anInstance()], [aWaveOf({ tags: { Wave: ['main'] } }), aWaveOf(), aWaveOf({ tags: {} })])).toEqual({
      waves: { 1: [ID] }, notPlanned: [],
    });
  });

  it.each([
    ['account', aWaveOf({}, ['222222222222'])],
    ['region', aWaveOf({ regions: ['us-east-1'] })],
    ['platform', aWaveOf({ platforms: ['Windows'] })],
    ['tag', aWaveOf({ tags: { Wave: ['main'] } })],
  ])('is nowhere where its %s is not meant', (_, wave) => {
    expect(assigned([anInstance()], [wave])).toEqual({ waves: {}, notPlanned: [] });
  });

  it.each([
    ['Unmanaged', anInstance({ state: 'unmanaged' }), aWaveOf()],
    ['Stopped', anInstance({ state: 'stopped' }), aWaveOf()],
    ['Excluded', anInstance(), aWaveOf({ excludeInstances: [ID] })],
    ['Excluded', anInstance({ state: 'stopped' }), aWaveOf({ excludeTags: { Wave: ['canary'] } })],
  ])('is listed as %s, never silently missing', (reason, instance, wave) => {
    expect(assigned([instance], [wave])).toEqual({ waves: {}, notPlanned: [[reason, ID]] });
  });

  it('goes to a later wave that does not exclude it', () => {
    expect(assigned([anInstance()], [aWaveOf({ excludeInstances: [ID] }), aWaveOf()])).toEqual({ waves: { 1: [ID] }, notPlanned: [] });
  });
});

describe('a target', () => {
  it('lists its instances by id, whatever order they were found in', () => {
    const [first, second, third] = ['a', 'b', 'c'].map((digit) => `i-0000000000000000${digit}`);
    const instances = [anInstance({ id: third! }), anInstance({ id: first! }), anInstance({ id: second! })];

    expect(assigned(instances, [aWaveOf()])).toEqual({ waves: { 0: [first, second, third] }, notPlanned: [] });
  });

  it.each([
    ['could not be read', { ...target, unreachable: 'PatchExecRole refused', instances: [] }, 'PatchExecRole refused'],
    ['never answered', undefined, 'discovery never answered'],
  ])('that %s is named with the cause', (_, inventory, detail) => {
    expect(assignTarget(target, inventory, [aWaveOf()])).toEqual({
      waves: new Map(),
      notPlanned: [{ reason: 'TargetUnreachable', ...target, instances: 0, instanceIds: [], detail }],
    });
  });
});
