import { InMemoryOrganizationDirectory } from './organization-directory.in-memory.ts';
import { organizationDirectorySuite } from './organization-directory.suite.ts';

const members = [
  { id: '333333333333', active: true, unitId: 'ou-pw01-prod0002' },
  { id: '000000000000', active: true, unitId: 'r-pw01' },
  { id: '111111111111', active: true, unitId: 'ou-pw01-prod0001' },
  { id: '222222222222', active: false, unitId: 'ou-pw01-prod0001' },
];
const units = [
  { id: 'ou-pw01-prod0001', parentId: 'r-pw01' },
  { id: 'ou-pw01-prod0002', parentId: 'ou-pw01-prod0001' },
  { id: 'ou-pw01-empty001', parentId: 'r-pw01' },
];

organizationDirectorySuite('in memory', () => new InMemoryOrganizationDirectory(members, units));

describe('the organization directory in memory', () => {
  it('answers with its failure while one is set', async () => {
    const directory = new InMemoryOrganizationDirectory(members, units);
    directory.failure = { kind: 'throttled', code: 'TooManyRequestsException', message: 'slow down' };

    expect(await directory.accounts()).toEqual({ ok: false, failure: directory.failure });
  });
});
