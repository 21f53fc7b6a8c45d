import type { OrganizationDirectory } from './organization-directory.ts';

/**
 * The behaviour of both implementations, over an organization like this: root `r-pw01` holds 000000000000; unit
 * `ou-pw01-prod0001` holds 111111111111 and the suspended 222222222222; the unit `ou-pw01-prod0002` below it holds
 * 333333333333; the unit `ou-pw01-empty001` under the root holds nothing.
 */
export function organizationDirectorySuite(implementation: string, make: () => OrganizationDirectory): void {
  describe(`port OrganizationDirectory / ${implementation}`, () => {
    it('lists the active accounts only', async () => {
      expect(await make().accounts()).toEqual({ ok: true, value: ['000000000000', '111111111111', '333333333333'] });
    });

    it('counts the units below a unit in', async () => {
      expect(await make().accountsUnder('ou-pw01-prod0001')).toEqual({ ok: true, value: ['111111111111', '333333333333'] });
    });

    it('takes the root for a unit that holds all', async () => {
      expect(await make().accountsUnder('r-pw01')).toEqual({ ok: true, value: ['000000000000', '111111111111', '333333333333'] });
    });

    it.each(['ou-pw01-empty001', 'ou-pw01-nobody01'])('finds nothing under %s', async (unit) => {
      expect(await make().accountsUnder(unit)).toEqual({ ok: true, value: [] });
    });
  });
}
