import { aDefinition, aSelection, aSelectionOfUnits, aWave, RUN_ID } from '../../testing/runs.fixture.ts';
import { resolveAccounts } from './resolve-accounts.ts';
import { chunksOf, scopeOf, targetsOfChunk } from './scope.ts';

const organization = {
  accounts: new Set(['111111111111', '222222222222', '333333333333']),
  units: new Map([['ou-pw01-prod0001', ['333333333333', '222222222222']], ['ou-pw01-empty001', []]]),
};

function selecting(...selections: Parameters<typeof aSelection>[0][]) {
  return aDefinition({ waves: selections.map((over, ordinal) => aWave(`wave-${String(ordinal)}`, { select: aSelection(over) })) });
}

function units(...organizationalUnits: string[]) {
  return aDefinition({ waves: [aWave('wave-0', { select: aSelectionOfUnits(...organizationalUnits) })] });
}

describe('the accounts of a wave', () => {
  it('are those listed, sorted, without the excluded', () => {
    const definition = selecting({ accounts: ['222222222222', '333333333333', '111111111111'], excludeAccounts: ['333333333333'] });

    expect(resolveAccounts(definition, organization)).toEqual({ ok: true, waveAccounts: [['111111111111', '222222222222']] });
  });

  it('are those of the units', () => {
    expect(resolveAccounts(units('ou-pw01-prod0001'), organization)).toEqual({ ok: true, waveAccounts: [['222222222222', '333333333333']] });
  });

  it('refuse the run where the organization does not know one', () => {
    expect(resolveAccounts(selecting({}, { accounts: ['999999999999'] }), organization)).toEqual({
      ok: false,
      reasons: ['waves[1].accounts: found 999999999999, expected an active account of the organization. Correct the account or take it out.'],
    });
  });

  it.each(['ou-pw01-empty001', 'ou-pw01-nobody01'])('refuse the run where the unit %s holds nobody', (unit) => {
    expect(resolveAccounts(units(unit), organization)).toEqual({
      ok: false,
      reasons: [`waves[0].organizationalUnits: found ${unit}, expected an organizational unit with active accounts. Correct the unit or take it out.`],
    });
  });
});

describe('the scope of a run', () => {
  it('has every account and region of any wave once, sorted', () => {
    const definition = selecting({ regions: ['eu-west-1', 'eu-central-1'] }, { regions: ['us-east-1', 'eu-west-1'] });
    const waveAccounts = [['111111111111', '222222222222'], ['111111111111']];

    expect(scopeOf(RUN_ID, definition, waveAccounts)).toEqual({
      runId: RUN_ID,
      waveAccounts,
      targets: [
        { accountId: '111111111111', region: 'eu-central-1' },
        { accountId: '111111111111', region: 'eu-west-1' },
        { accountId: '111111111111', region: 'us-east-1' },
        { accountId: '222222222222', region: 'eu-central-1' },
        { accountId: '222222222222', region: 'eu-west-1' },
      ],
    });
  });

  it('is the same whatever order the accounts come in', () => {
    const definition = selecting({}, {});

    expect(scopeOf(RUN_ID, definition, [['222222222222'], ['111111111111']]).targets).toEqual([
      { accountId: '111111111111', region: 'eu-west-1' },
      { accountId: '222222222222', region: 'eu-west-1' },
    ]);
  });

  it('is cut into chunks of 20 targets', () => {
    const accounts = Array.from({ length: 41 }, (_, index) => String(100_000_000_000 + index));
    const scope = scopeOf(RUN_ID, selecting({}), [accounts]);

    expect(chunksOf(scope)).toBe(3);
    expect(targetsOfChunk(scope, 1)).toHaveLength(20);
    expect(targetsOfChunk(scope, 2)).toEqual([{ accountId: '100000000040', region: 'eu-west-1' }]);
  });
});
