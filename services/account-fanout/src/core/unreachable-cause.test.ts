import type { RemoteFailure } from '#shared/domain/remote-failure.ts';

import { unreachableCause } from './unreachable-cause.ts';

const target = { accountId: '999999999999', roleName: 'PatchExecRole' };
const cause = (kind: RemoteFailure['kind'], message = 'No.') => unreachableCause({ kind, code: 'Code', message }, target);

describe('the cause of an unreachable target', () => {
  it('names account, role and what to check when the role is refused', () => {
    expect(cause('denied')).toBe(
      'Account 999999999999 refused the role PatchExecRole (Code: No.) Check that PatchExecRole exists there, trusts the hub and its ExternalId, and may ec2:DescribeInstances.',
    );
  });

  it.each([
    ['throttled', 'Account 999999999999 throttled the reads of its instances'],
    ['refused', 'Account 999999999999 refused to list its instances'],
    ['unavailable', 'Account 999999999999 did not answer'],
  ] as const)('says what happened when it is %s', (kind, words) => {
    expect(cause(kind)).toBe(`${words} (Code: No.) Run again later; if it stays, look at the health of its region.`);
  });

  it('fits the contract, and keeps the advice, whatever AWS said', () => {
    const words = cause('denied', 'x'.repeat(200));
    expect(words).toHaveLength(300);
    expect(words.endsWith('and may ec2:DescribeInstances.')).toBe(true);
  });
});
