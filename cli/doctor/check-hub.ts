import { hubNames } from '../hub/hub-names.ts';
import { attempt, type Failure } from './attempt.ts';
import type { Fault, Finding } from './finding.ts';
import type { Probe, Switches } from './probe.ts';

const SERVICES = ['planner', 'approval', 'account-fanout', 'instance-patcher', 'compliance-checker', 'reporter'];

export type Caller = Awaited<ReturnType<Probe['caller']>>;

/** Who asks, and whether that is an identity of the hub. Without an answer nothing else can be looked at. */
export async function checkCredentials(probe: Probe): Promise<{ finding: Finding; caller?: Caller }> {
  let caller: Caller | undefined;
  const finding = await attempt(
    'credentials',
    async () => {
      const [known, region] = await Promise.all([probe.caller(), probe.region()]);
      caller = known;
      const found = `${known.arn}, account ${known.accountId}, region ${region}`;
      if (probe.hubAccountId === undefined || probe.hubAccountId === known.accountId) return found;
      return { found, expected: `the hub's account ${probe.hubAccountId}`, mend: 'Use credentials of the hub.' };
    },
    () => ({
      expected: `valid AWS credentials and a region for ${probe.name}`,
      mend: 'Set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_REGION; "aws sts get-caller-identity" must answer. Expired ones are renewed by "aws sso login".',
    }),
  );
  return caller === undefined ? { finding } : { finding, caller };
}

/** The hub's own parts. Each can be asked for by name, because all names follow from the stage. */
export async function checkHub(probe: Probe, caller: Caller): Promise<Finding[]> {
  const names = hubNames(probe.stage, caller.accountId);
  const { busName, bucketName } = names;
  const place = `in account ${caller.accountId}, region ${await probe.region()}`;
  const deploy = deployOf(probe.stage);
  const notSeen = (what: string, action: string) => (failure: Failure) => ({ expected: `${what} ${place}`, mend: isMissing(failure) ? `Use the account and region that the stage was deployed to. ${deploy}` : `Your identity needs ${action}.` });
  return Promise.all([
    attempt(`bus ${busName}`, async () => allOn('rule', await probe.rules(), deploy), notSeen(`the bus ${busName}`, 'events:ListRules')),
    attempt('schedules', async () => allOn('schedule', await probe.schedules(), deploy), notSeen(`the ticks patchwave-${probe.stage}-<service>-tick`, 'scheduler:ListSchedules')),
    ...SERVICES.map((service) =>
      attempt(`table ${names.tableName(service)}`, async () => activeTable(await probe.tableStatus(service)), notSeen(`the table ${names.tableName(service)}`, 'dynamodb:DescribeTable')),
    ),
    attempt(`bucket ${bucketName}`, () => probe.readBucket().then(() => 'readable'), notSeen(`a bucket ${bucketName} that you may read`, 's3:ListBucket on it')),
  ]);
}

function deployOf(stage: string): string {
  return `If it was never deployed: npm run deploy -- --stage ${stage}.`;
}

/** Not there, as opposed to not to be seen. */
function isMissing({ code }: Failure): boolean {
  return /NotFound|NoSuchBucket|PermanentRedirect/.test(code);
}

function allOn(what: string, { enabled, disabled }: Switches, deploy: string): string | Fault {
  const count = `${String(enabled + disabled.length)} ${what}s`;
  if (enabled + disabled.length === 0) return { found: `no ${what}s`, expected: 'those of the services', mend: `Use the account and region that the stage was deployed to. ${deploy}` };
  if (disabled.length === 0) return `${count}, all enabled`;
  return { found: `${count}, disabled: ${disabled.join(', ')}`, expected: 'all enabled: what one would have carried does not arrive', mend: 'Find out who disabled it and why, then enable it.' };
}

function activeTable(status: string): string | Fault {
  if (status === 'ACTIVE') return status;
  return { found: status, expected: 'ACTIVE', mend: 'Wait while it is being created, updated or restored; see docs/runbook-operations.md where it stays so.' };
}
