import { showTime } from '#shared/domain/show-time.ts';
import { attempt } from './attempt.ts';
import type { Caller } from './check-hub.ts';
import { faulty, fine, type Finding } from './finding.ts';
import { isHubFunction } from './hub-roles.ts';
import type { Reading } from './last-readings.ts';
import type { Probe, SpokeProbe } from './probe.ts';
import { explainDenial, type DeniedRole } from './spoke-denial.ts';

export interface SpokeRequest {
  /** Empty: all of the organization but the hub. */
  accounts: readonly string[];
  /** Empty: the hub's. */
  regions: readonly string[];
  /** The command that mends a spoke's role. */
  deployCommand: (hub: { hubAccountId: string; hubRegion: string }) => string;
}

/** AssumeRole is limited per account to 600 a second; a terminal is not in that hurry. */
const AT_ONCE = 10;

const ROLE = ' role';

interface Ground {
  probe: Probe;
  caller: Caller;
  regions: readonly string[];
  deployCommand: string;
  /** Undefined: could not be listed. */
  members: ReadonlySet<string> | undefined;
  /** Set where whoever asks is none of those whom a spoke trusts: by account, what the hub's functions last heard. */
  readings?: ReadonlyMap<string, Reading>;
}

/** For each spoke: does it let the hub in, and does Systems Manager answer there. */
export async function checkSpokes(probe: Probe, caller: Caller, request: SpokeRequest): Promise<Finding[]> {
  const [organization, runs, hubRegion] = await Promise.all([listMembers(probe), lookBack(probe, caller), probe.region()]);
  const ground: Ground = {
    probe, caller,
    regions: request.regions.length > 0 ? request.regions : [hubRegion],
    deployCommand: request.deployCommand({ hubAccountId: caller.accountId, hubRegion }),
    members: organization.members,
    ...runs.known,
  };
  const accounts = request.accounts.length > 0 ? request.accounts : [...(organization.members ?? [])].filter((accountId) => accountId !== caller.accountId);
  const findings: Finding[] = [];
  for (let begin = 0; begin < accounts.length; begin += AT_ONCE) {
    findings.push(...(await Promise.all(accounts.slice(begin, begin + AT_ONCE).map((accountId) => checkSpoke(accountId, ground)))).flat());
  }
  // A person who named the accounts does not need the list.
  const listed = request.accounts.length === 0 || organization.finding.ok ? [organization.finding] : [];
  return [...listed, ...runs.findings, ...(ground.readings === undefined ? compared(findings, accounts.length) : findings)];
}

async function listMembers(probe: Probe): Promise<{ finding: Finding; members: ReadonlySet<string> | undefined }> {
  let members: ReadonlySet<string> | undefined;
  const finding = await attempt(
    'organization',
    async () => `${String((members = new Set(await probe.accounts())).size)} active accounts`,
    () => ({
      expected: 'the accounts of the organization',
      mend: 'Only its management account and delegated administrators may list them (organizations:ListAccounts). Ask from there, or name accounts by --account.',
    }),
  );
  return { finding, members };
}

/** What the last runs tell, where whoever asks is refused by every spoke that is well. */
async function lookBack(probe: Probe, caller: Caller): Promise<{ findings: Finding[]; known: Pick<Ground, 'readings'> }> {
  if (!isStranger(probe, caller)) return { findings: [], known: {} };
  let readings: ReadonlyMap<string, Reading> = new Map();
  const finding = await attempt(
    'last runs',
    async () => `asked ${String((readings = await probe.lastReadings()).size)} accounts`,
    () => ({
      expected: 'the plans of the last runs, which tell whom the spokes let in',
      mend: "Your identity needs dynamodb:GetItem on the reporter's table, s3:GetObject on the run bucket and kms:Decrypt on their key.",
    }),
  );
  return { findings: [finding], known: { readings } };
}

/** The local cloud's spokes trust the whole hub account; those of a stage its three functions only. */
function isStranger({ hubAccountId, stage }: Probe, { accountId, arn }: Caller): boolean {
  return hubAccountId === undefined && !isHubFunction(arn, { stage, hubAccountId: accountId });
}

async function checkSpoke(accountId: string, ground: Ground): Promise<Finding[]> {
  const { probe, regions, readings } = ground;
  const reading = readings?.get(accountId);
  const check = `spoke ${accountId}${ROLE}`;
  let spoke: SpokeProbe | undefined;
  const role = await attempt(
    check,
    async () => {
      spoke = await probe.assumeSpokeRole(accountId);
      return `${probe.trust.roleName} lets the hub in`;
    },
    (failure) => explainDenial(failure, { ...deniedRole(accountId, ground), ...(readings === undefined ? {} : { stranger: { reading } }) }),
  );
  if (spoke !== undefined) {
    const assumed: SpokeProbe = spoke;
    return [role, ...(await Promise.all(regions.map((region) => checkSystemsManager(assumed, accountId, region))))];
  }
  if (reading === undefined || reading.refused !== undefined) return [role];
  return [fine(check, `let the hub's functions in at ${showTime(reading.at)} (run ${reading.runId}), and refuses you, as it should`)];
}

function deniedRole(accountId: string, { probe, caller, members, deployCommand }: Ground): DeniedRole {
  return { accountId, deployCommand, hubAccountId: caller.accountId, callerArn: caller.arn, trust: probe.trust, isInOrganization: members?.has(accountId) };
}

function checkSystemsManager(spoke: SpokeProbe, accountId: string, region: string): Promise<Finding> {
  return attempt(
    `spoke ${accountId} ${region}`,
    async () => {
      const { online, lost } = await spoke.managedInstances(region);
      return `${String(online + lost)} managed instances${lost === 0 ? '' : `, ${String(lost)} of them with a silent agent`}`;
    },
    (failure) => ({
      expected: 'Systems Manager to answer the role',
      mend:
        failure.code === 'AccessDeniedException'
          ? 'The role or a service control policy forbids ssm:DescribeInstanceInformation. Deploy services/spoke/template.yml again.'
          : 'Is the region enabled in this account, and reachable from here? Else ask again: the services do so by themselves.',
    }),
  );
}

/** What the other spokes tell of a refusal: one cause for all is on the hub's side more often than in each spoke. */
function compared(findings: readonly Finding[], asked: number): Finding[] {
  const isRefusal = ({ check, ok }: Finding) => check.endsWith(ROLE) && !ok;
  const refused = findings.filter(isRefusal).length;
  if (refused === 0 || asked < 2) return [...findings];
  if (refused < asked) return findings.map((finding) => (isRefusal(finding) ? { ...finding, mend: `${OTHERS_LET_IN} ${finding.mend ?? ''}` } : finding));
  return [
    ...findings,
    faulty('spokes', {
      found: `all ${String(asked)} refuse`,
      expected: 'some to let the hub in',
      mend: 'What all refuse is rather wrong here than there: the ExternalId (PATCHWAVE_SPOKE_EXTERNAL_ID), the role name (spokeRoleName), or your identity, which their trust must cover.',
    }),
  ];
}

const OTHERS_LET_IN = 'Other spokes let you in with the same identity and ExternalId, so the cause is in this account.';
