import type { RemoteFailure } from '#shared/domain/remote-failure.ts';

/** The contract allows 300 characters a refusal. */
const CAUSE_CHARACTERS_MAX = 300;

/** Why a target is not in the plan, in words that end with what to check. */
export function unreachableCause(failure: RemoteFailure, target: { accountId: string; roleName: string }): string {
  const words = `${whatFailed(failure, target)} (${failure.code}: ${failure.message})`;
  const advice = ` ${adviceFor(failure, target)}`;
  const room = CAUSE_CHARACTERS_MAX - advice.length;
  return (words.length <= room ? words : `${words.slice(0, room - 3)}...`) + advice;
}

function whatFailed({ kind }: RemoteFailure, { accountId, roleName }: { accountId: string; roleName: string }): string {
  switch (kind) {
    case 'denied': return `Account ${accountId} refused the role ${roleName}`;
    case 'throttled': return `Account ${accountId} throttled the reads of its instances`;
    case 'refused': return `Account ${accountId} refused to list its instances`;
    case 'unavailable': return `Account ${accountId} did not answer`;
  }
}

function adviceFor({ kind }: RemoteFailure, { roleName }: { roleName: string }): string {
  return kind === 'denied'
    ? `Check that ${roleName} exists there, trusts the hub and its ExternalId, and may ec2:DescribeInstances.`
    : 'Run again later; if it stays, look at the health of its region.';
}
