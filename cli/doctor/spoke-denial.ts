import { showTime } from '#shared/domain/show-time.ts';
import { showFailure, type Failure } from './attempt.ts';
import type { Fault } from './finding.ts';
import { SPOKE_FUNCTIONS } from './hub-roles.ts';
import type { Reading } from './last-readings.ts';
import type { SpokeTrust } from './probe.ts';

/** What is known of a refused AssumeRole, beside the refusal. */
export interface DeniedRole {
  accountId: string;
  hubAccountId: string;
  /** Who asked. */
  callerArn: string;
  trust: SpokeTrust;
  /** Set where the asker is none of those whom a spoke trusts: what the hub's functions last heard of it, if anything. */
  stranger?: { reading: Reading | undefined };
  /** Undefined where the organization could not be listed. */
  isInOrganization: boolean | undefined;
  /** The command that makes or mends the role; to be run with credentials of the spoke. */
  deployCommand: string;
}

/**
 * What a refused AssumeRole of a spoke's role tells. AWS answers alike for a role that is missing and for one that does
 * not trust the asker, so that nobody can probe for roles: where it says no more, everything that must hold is listed.
 */
export function explainDenial(failure: Failure, denied: DeniedRole): Fault {
  const found = showFailure(failure);
  const explained = whatIsKnown(denied) ?? whatStrangersKnow(denied) ?? whatAwsNames(failure, denied) ?? noExternalId(denied) ?? everythingThatMustHold(denied, denied.callerArn);
  return { found, ...explained };
}

type Explained = Omit<Fault, 'found'> & Partial<Pick<Fault, 'found'>>;

/** A refusal tells them nothing: a spoke that is well refuses everybody but the hub's functions. */
function whatStrangersKnow(denied: DeniedRole): Explained | undefined {
  const { stranger, accountId, callerArn } = denied;
  if (stranger === undefined) return undefined;
  const functions = `its functions ${SPOKE_FUNCTIONS.join(', ')}`;
  const { expected, mend } = everythingThatMustHold(denied, functions);
  const { reading } = stranger;
  if (reading?.refused !== undefined) return { found: `the hub's own functions were refused at ${showTime(reading.at)} in run ${reading.runId}: ${reading.refused}`, expected, mend };
  return {
    found: `${callerArn} is refused, as it should be, and no run of late has asked this account`,
    expected: `a run in which the hub's own functions were let in: the spoke trusts ${functions} and nobody else`,
    mend: `Start a run with "operation: Scan" over ${accountId}, which changes nothing there, and ask again. If it is unreachable then: ${mend}`,
  };
}

/** AWS adds a reason where the cause lies on the asker's side. */
function whatAwsNames({ code, message }: Failure, { callerArn }: DeniedRole): Explained | undefined {
  const policy = /because no (.+?) policy allows/.exec(message)?.[1] ?? /with an explicit deny in an? (.+?) policy/.exec(message)?.[1];
  if (/ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch/.test(code)) {
    return { expected: 'credentials that are valid all along', mend: 'Renew them, and ask again.' };
  }
  if (code === 'RegionDisabledException') {
    return { expected: 'an STS endpoint that the account has enabled', mend: "Enable STS in this region in the account's IAM settings, or set AWS_REGION to another one." };
  }
  if (policy === undefined) return undefined;
  return policy.startsWith('identity-based')
    ? { expected: `a policy of ${callerArn} that allows sts:AssumeRole on the spokes' role`, mend: 'This is your own identity, not the spoke: use one that may assume the role, or have it allowed.' }
    : { expected: `no ${policy} policy in the way`, mend: `A ${policy} policy forbids it, whatever the role trusts. Ask whoever keeps it to let the hub assume the role.` };
}

function whatIsKnown({ accountId, hubAccountId, trust, isInOrganization }: DeniedRole): Explained | undefined {
  if (accountId === hubAccountId) {
    return { expected: 'an account other than the hub', mend: 'This is the hub itself. Exclude it in the policies, or deploy services/spoke/template.yml here too.' };
  }
  if (isInOrganization === false) {
    return {
      expected: `a member of the organization${trust.organizationId === undefined ? '' : ` ${trust.organizationId}`}`,
      mend: "This account is not a member, so the organization condition fails: the hub's own policy (aws:ResourceOrgID) lets it assume roles of members only. Invite the account, or leave it out of the policies.",
    };
  }
  return undefined;
}

function noExternalId({ trust }: DeniedRole): Explained | undefined {
  if (trust.externalId !== undefined) return undefined;
  return {
    expected: 'the ExternalId that the spoke asks for',
    mend: 'None was presented, because PATCHWAVE_SPOKE_EXTERNAL_ID is not set here. Set it to what the stage was deployed with, and ask again.',
  };
}

function everythingThatMustHold({ accountId, hubAccountId, trust, deployCommand }: DeniedRole, asker: string): Omit<Fault, 'found'> {
  const organization = trust.organizationId === undefined ? "the hub's organization" : trust.organizationId;
  return {
    expected:
      `role ${trust.roleName} in account ${accountId}, whose trust policy (1) names a principal of hub account ${hubAccountId} that covers ${asker}, ` +
      `(2) asks for the same sts:ExternalId that was presented, and (3) where it has an aws:PrincipalOrgID condition, names ${organization}`,
    mend:
      `AWS does not say which of these fails, nor whether the role exists. With credentials of ${accountId}: ` +
      `"aws iam get-role --role-name ${trust.roleName} --query Role.AssumeRolePolicyDocument" shows them; this makes or mends the role: ${deployCommand}`,
  };
}
