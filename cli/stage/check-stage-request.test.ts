import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { describeProblem } from '#shared/domain/problem.ts';
import { problemsOf } from './check-stage-request.ts';
import type { StageRequest } from './read-stage-request.ts';

const GOOD = 'k3J8sQ0zX7bV2nM5';
const root = mkdtempSync(join(tmpdir(), 'stages-'));
afterAll(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
const fromEnvironment = "organizationId: ${env:PATCHWAVE_ORGANIZATION_ID, 'o-notconfigured'}\nspokeExternalId: ${env:PATCHWAVE_SPOKE_EXTERNAL_ID, 'not-configured'}\n";
write('config/dev.yml', 'organizationId: o-patchwave01\nspokeExternalId: patchwave-local\nspokeRoleName: PatchExecRole\ndueShards: 2\n');
write('config/prod.yml', `${fromEnvironment}spokeRoleName: PatchExecRole\nreplicaRegion: eu-west-1\nsize: \${file(sizes.yml):large}\n`);
write('services/platform/serverless.yml', 'a: ${param:organizationId}\nb: ${param:spokeOuIds, ""} ${param:spokeOrganizationalUnits, ""} ${param:spokeExternalId} ${param:spokeRegions, ""} ${param:hubAccountId, ""} ${param:replicaRegion} ${param:preset} ${param:vpcId} ${param:operatorArns}\n');
write('services/platform/.serverless/old.yml', '${param:forgotten}');
write('config/resources/of.cjs', "resolve('param:spokeRoleName')");

const configured = { PATCHWAVE_ORGANIZATION_ID: 'o-a1b2c3d4e5', PATCHWAVE_SPOKE_EXTERNAL_ID: GOOD };

function complaintsOn(spoilt: Partial<StageRequest> & { given?: Record<string, string> }, environment: Record<string, string> = configured): string[] {
  const { given = {}, ...rest } = spoilt;
  const request: StageRequest = { command: 'package', stage: 'prod', parameters: new Map(Object.entries(given)), ...rest };
  return problemsOf(request, { root, environment }).map(describeProblem);
}

it('has nothing against a stage whose environment names organization and ExternalId', () => {
  expect(complaintsOn({})).toEqual([]);
});

it('has nothing against dev as it comes, nor against parameters that say the same as the environment would', () => {
  expect([complaintsOn({ stage: 'dev' }, {}), complaintsOn({ given: { organizationId: 'o-a1b2c3d4e5', spokeExternalId: GOOD } }, {})]).toEqual([[], []]);
});

const noOrganization =
  'organizationId: found nothing, expected the id of your organization: o- and 10 to 32 lower-case letters or digits. ' +
  'Set PATCHWAVE_ORGANIZATION_ID, or pass --param organizationId=VALUE. "aws organizations describe-organization" tells it.';

it.each([['absent', {}], ['empty', { PATCHWAVE_ORGANIZATION_ID: '' }]])('names the organization that is %s', (_words, spoilt) => {
  expect(complaintsOn({}, { PATCHWAVE_SPOKE_EXTERNAL_ID: GOOD, ...spoilt })).toEqual([noOrganization]);
});

it('names every parameter that is missing, and for a removal none', () => {
  expect(complaintsOn({}, {}).map((line) => line.split(':')[0])).toEqual(['organizationId', 'spokeExternalId']);
  expect(complaintsOn({ command: 'remove' }, {})).toEqual([]);
});

it.each([
  ['k3J8sQ0zX7bV2nM', '15 characters, 15 of them different'],
  ['aaaaaaaaaaaaaaaaaaaa', '20 characters, 1 of them different'],
  ['k3J8sQ0zX7bV2n M5', '17 characters, 17 of them different'],
  ['k3J8sQ0zX7bV2nM5'.repeat(80), '1280 characters, 16 of them different'],
])('refuses the ExternalId %p without showing it', (spokeExternalId, found) => {
  const [complaint, ...others] = complaintsOn({ given: { spokeExternalId } });

  expect([complaint, others]).toEqual([expect.stringMatching(`^spokeExternalId: found ${found}, expected 16 to 1224 random characters`), []]);
  expect(complaint).not.toContain(spokeExternalId);
});

it('takes the ExternalId of the local cloud in dev only', () => {
  const given = { spokeExternalId: 'patchwave-local' };

  expect([complaintsOn({ stage: 'dev', given }), complaintsOn({ stage: 'prod', given })].map((complaints) => complaints.length)).toEqual([0, 1]);
});

it.each([
  ['organizationId', 'o-ABC', 'the id of your organization: o- and 10 to 32 lower-case letters or digits. "aws organizations describe-organization" tells it.'],
  ['spokeOuIds', 'ou-ab12-cdefgh34,ou-x', 'ids of organizational units such as ou-ab12-cdefgh34, or of the root such as r-ab12, with commas between. "aws organizations list-organizational-units-for-parent --parent-id ROOT" tells them.'],
  ['spokeRegions', 'us-east-1,mars-1', 'an AWS region such as us-east-1, or several with commas between.'],
  ['hubAccountId', '12345', 'account ids of 12 digits, with commas between.'],
  ['preset', 'huge', 'one of development, staging, production.'],
  ['vpcId', 'subnet-0a1b2c3d', 'vpc-..., or several with commas between.'],
  ['spokeRoleName', 'Patch Role', 'the name of an IAM role: 1 to 64 characters out of A-Z a-z 0-9 _ + = , . @ -.'],
])('refuses a malformed %s', (name, value, expected) => {
  expect(complaintsOn({ given: { [name]: value } })).toEqual([`${name}: found ${JSON.stringify(value)}, expected ${expected}`]);
});

it('takes well-formed lists', () => {
  expect(complaintsOn({ given: { spokeOuIds: 'r-ab12', spokeOrganizationalUnits: 'r-ab12, ou-ab12-cdefgh34', spokeRegions: 'us-east-1, eu-west-1', hubAccountId: '123456789012', operatorArns: 'arn:aws:iam::123456789012:role/night-*, arn:aws:iam::*:user/ana' } })).toEqual([]);
});

it('refuses a parameter that no template reads, because the packager would ignore it in silence', () => {
  expect(complaintsOn({ given: { spokeExternlId: GOOD } })).toEqual([
    '--param spokeExternlId: found a parameter that no template reads, expected one of hubAccountId, operatorArns, organizationId, preset, replicaRegion, spokeExternalId, spokeOrganizationalUnits, spokeOuIds, spokeRegions, spokeRoleName, vpcId.',
  ]);
});

it.each([
  [{ region: 'mars-1' }, {}, '--region: found "mars-1", expected the one AWS region of the hub, such as us-east-1.'],
  [{ region: 'us-east-1,eu-west-1' }, {}, '--region: found "us-east-1,eu-west-1", expected the one AWS region of the hub, such as us-east-1.'],
  [{}, { AWS_REGION: 'eu-west' }, 'AWS_REGION: found "eu-west", expected the one AWS region of the hub, such as us-east-1.'],
])('refuses an unknown region: %j %j', (spoilt, environment, complaint) => {
  expect(complaintsOn(spoilt, { ...configured, ...environment })).toEqual([complaint]);
});

it('asks the option for the region before the environment', () => {
  expect(complaintsOn({ region: 'eu-north-1' }, { ...configured, AWS_REGION: 'mars-1' })).toEqual([]);
});

it('takes an empty text for without', () => {
  expect(complaintsOn({ region: 'eu-west-1', given: { replicaRegion: '', vpcId: '' } })).toEqual([]);
  expect(complaintsOn({ given: { organizationId: '' } })).toEqual([noOrganization]);
});

it.each<[string, Partial<StageRequest> & { given?: Record<string, string> }, string]>([
  ['units without regions', { given: { spokeOrganizationalUnits: 'ou-ab12-cdefgh34' } }, 'spokeRegions: found nothing, expected a value, as spokeOrganizationalUnits has one. Give both, or neither.'],
  ['regions without units', { given: { spokeRegions: 'eu-west-1' } }, 'spokeOrganizationalUnits: found nothing, expected a value, as spokeRegions has one. Give both, or neither.'],
  ['a replica beside the original', { region: 'eu-west-1' }, 'replicaRegion: found "eu-west-1", expected another region than the hub\'s own, or nothing for no replica. Pass --param replicaRegion=REGION, or --param replicaRegion= .'],
])('refuses %s', (_words, spoilt, complaint) => {
  expect([complaintsOn(spoilt), complaintsOn({ ...spoilt, command: 'remove' })]).toEqual([[complaint], []]);
});

it('finds nothing wrong with the stages as they stand in this repository', () => {
  const here = resolve(__dirname, '..', '..');
  const complaints = ['dev', 'staging', 'prod'].flatMap((stage) => problemsOf({ command: 'deploy', stage, parameters: new Map() }, { root: here, environment: configured }));

  expect(complaints).toEqual([]);
});
