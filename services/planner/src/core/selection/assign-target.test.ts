import type { InventoryInstance } from '#shared/domain/inventory.ts';

import { aSelection } from '../../testing/runs.fixture.ts';
import { assignTarget } from './assign-target.ts';
import type { Takes } from './percent-choice.ts';
import type { WaveSelection } from './place-instance.ts';

const target = { accountId: '111111111111', region: 'eu-west-1' };
const ID = 'i-0000000000000000a';

function anInstance(over: Partial<InventoryInstance> = {}): InventoryInstance {
  return { id: ID, platform: 'Linux', state: 'managed', tags: { Wave: 'canary' }, zone: 'eu-west-1a', ...over };
}

function aWaveOf(over: Parameters<typeof aSelection>[0] = {}, accounts = ['111111111111']): WaveSelection {
  return { select: aSelection({ tags: { Wave: ['canary'] }, ...over }), accounts: new Set(accounts) };
}

/** The waves by ordinal as their names. */
function taking(waves: readonly WaveSelection[], takes: Takes = () => true) {
  return { waves, names: waves.map((_, ordinal) => `wave-${String(ordinal)}`), takes };
}

function assigned(instances: readonly InventoryInstance[], waves: readonly WaveSelection[]) {
  const { waves: placed, notPlanned } = assignTarget(target, { ...target, instances: [...instances] }, taking(waves));
  return {
    waves: Object.fromEntries([...placed].map(([ordinal, list]) => [ordinal, list.map(({ id }) => id)])),
    notPlanned: notPlanned.map(({ reason, instanceIds }) => [reason, ...instanceIds]),
  };
}

describe('an instance', () => {
  it('goes to the wave that selects it', () => {
    expect(assignTarget(target, { ...target, instances: [anInstance()] }, taking([aWaveOf()]))).toEqual({ waves: new Map([[0, [anInstance()]]]), notPlanned: [] });
  });

  it('goes on to the next wave where the first takes only a part, and is listed where that was the last', () => {
    const inventory = { ...target, instances: [anInstance()] };
    const onlyLast: Takes = (wave) => wave === 2;

    expect([...assignTarget(target, inventory, taking([aWaveOf(), aWaveOf({ tags: {} }), aWaveOf()], onlyLast)).waves.keys()]).toEqual([2]);
    expect(assignTarget(target, inventory, taking([aWaveOf(), aWaveOf({ excludeInstances: [ID] }), aWaveOf()], () => false))).toEqual({
      waves: new Map(),
      notPlanned: [{
        reason: 'Excluded', ...target, instances: 1, instanceIds: [ID],
        detail: 'not in the percentage that is taken by: wave-0, wave-2; no other wave means it',
      }],
    });
  });

  it('is listed apart where it was excluded and where it was passed over', () => {
    const other = 'i-0000000000000000b';
    const waves = [aWaveOf({ excludeInstances: [ID] })];

    expect(assignTarget(target, { ...target, instances: [anInstance(), anInstance({ id: other })] }, taking(waves, () => false)).notPlanned).toEqual([
      { reason: 'Excluded', ...target, instances: 1, instanceIds: [ID] },
      { reason: 'Excluded', ...target, instances: 1, instanceIds: [other], detail: 'not in the percentage that is taken by: wave-0; no other wave means it' },
    ]);
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
    expect(assignTarget(target, inventory, taking([aWaveOf()]))).toEqual({
      waves: new Map(),
      notPlanned: [{ reason: 'TargetUnreachable', ...target, instances: 0, instanceIds: [], detail }],
    });
  });
});
