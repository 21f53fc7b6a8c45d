import type { Access } from '#local/cloud/access-record.ts';
import { type DeployedResource, SPOKE } from '../templates/deployed-stage.ts';
import { at } from '../policy-set/rule.ts';
import { roleNamed, roleOfFunction } from './deployed-policies.ts';
import type { Call } from './simulate.ts';

/** Calls whose name and right differ. */
const RIGHTS: Record<string, string> = {
  's3:HeadObject': 's3:GetObject',
  's3:ListObjectsV2': 's3:ListBucket',
  'monitoring:DescribeAlarms': 'cloudwatch:DescribeAlarms',
};

// EC2, the lists of SSM, and Organizations know no resource.
const ANY = '*';
const INSTANCE = 'instance/i-0123456789abcdef0';

/** The calls that the local cloud recorded of a function, as the same function of another stage would make them. */
export function callsOf(stage: readonly DeployedResource[], access: Access): Call[] {
  const recorded = { ...access, ...ofStage(stage, access) };
  const by = recorded.role === 'own' ? roleOfFunction(stage, recorded.functionName) : roleNamed(stage, recorded.role);
  const action = RIGHTS[recorded.call] ?? recorded.call;
  const resource = resourceOf(recorded, action);
  const call: Call = { by, action, resource, accountId: accountOf(resource, by.accountId), context: recorded.conditionKeys ?? {} };
  if (action === 'ssm:SendCommand') return [call, onInstance(stage, call, recorded.region)];
  return [call, ...callsForTheKey(stage, call)];
}

/** Names of the stage instead of dev's, and what a deployment fills in for the places that the record leaves open. */
function ofStage(stage: readonly DeployedResource[], access: Access): Access {
  const name = stage[0]?.stage ?? 'dev';
  const spokeRole = variableOf(stage, 'SPOKE_ROLE_NAME');
  const externalId = variableOf(stage, 'SPOKE_EXTERNAL_ID');
  const text = JSON.stringify(access)
    .replaceAll('patchwave-dev', `patchwave-${name}`).replaceAll('PatchExecRole', spokeRole).replaceAll('patchwave-local', externalId)
    .replaceAll('<spoke>', SPOKE.accountId).replaceAll(/<(id|key)>/g, '$1');
  return JSON.parse(text) as Access;
}

export function variableOf(stage: readonly DeployedResource[], name: string): string {
  const values = stage.map(({ properties }) => at(properties, 'Environment', 'Variables', name)).filter((value) => value !== undefined);
  if (typeof values[0] === 'string') return values[0];
  throw new Error(`functions: found no environment variable ${name} in the templates`);
}

function resourceOf({ resource, region, role }: Access, action: string): string {
  if (action === 'ssm:DescribeInstancePatchStates') return instanceArn(region, role === 'own' ? '' : SPOKE.accountId);
  if (action === 'cloudwatch:DescribeAlarms') return `arn:aws:cloudwatch:${region}:${role === 'own' ? '000000000000' : SPOKE.accountId}:alarm:*`;
  return resource ?? ANY;
}

// A bucket's ARN names no account; an AWS document's neither.
function accountOf(resource: string, callerAccount: string): string {
  return resource.split(':')[4] || callerAccount;
}

/** SendCommand asks for leave twice: for the document, and for each instance. */
function onInstance(stage: readonly DeployedResource[], call: Call, region: string): Call {
  return { ...call, resource: instanceArn(region, SPOKE.accountId), context: optedIn(stage) };
}

function instanceArn(region: string, accountId: string): string {
  return `arn:aws:ec2:${region}:${accountId}:${INSTANCE}`;
}

/** The tag by which an instance opts in, as the spoke's template asks for it. None where the template asks for none. */
export function optedIn(stage: readonly DeployedResource[]): Record<string, string> {
  const conditions = JSON.stringify(stage.filter(({ stack, type }) => stack === 'spoke' && type === 'AWS::IAM::Role').map(({ properties }) => properties['Policies']));
  const [, key, tag, value] = /"((?:aws|ssm):[rR]esourceTag\/([^"]+))":\[?"([^"]+)"/.exec(conditions) ?? [];
  return key === undefined ? {} : { [key]: value ?? '', [`aws:ResourceTag/${String(tag)}`]: value ?? '', [`ssm:resourceTag/${String(tag)}`]: value ?? '' };
}

/** What a service asks KMS for in the caller's name, when the resource is encrypted by a key of the templates. */
const KEY_RIGHTS: Record<string, readonly string[]> = {
  'sqs:SendMessage': ['kms:GenerateDataKey', 'kms:Decrypt'],
  'sqs:ReceiveMessage': ['kms:Decrypt'],
  'sns:Publish': ['kms:GenerateDataKey', 'kms:Decrypt'],
  's3:GetObject': ['kms:Decrypt'],
  's3:PutObject': ['kms:GenerateDataKey'],
  'dynamodb:GetItem': ['kms:Decrypt'],
  'dynamodb:Query': ['kms:Decrypt'],
  'dynamodb:PutItem': ['kms:Decrypt'],
  'dynamodb:UpdateItem': ['kms:Decrypt'],
  'dynamodb:DeleteItem': ['kms:Decrypt'],
};

export function callsForTheKey(stage: readonly DeployedResource[], { by, action, resource, context = {} }: Call): Call[] {
  const key = keyOf(stage, resource);
  if (key === undefined) return [];
  const [, , service = '', region = ''] = key.arn.split(':').with(2, action.split(':')[0] ?? '');
  // A service principal calls KMS by itself, everybody else by way of the service that keeps the data.
  const via = typeof by === 'string' ? context : { 'kms:ViaService': `${service}.${region}.amazonaws.com`, 'kms:CallerAccount': '000000000000' };
  return (KEY_RIGHTS[action] ?? []).map((right) => ({ by, action: right, resource: key.arn, context: { ...via, ...toldToKey(action, resource), ...aliasKeys(stage, key) } }));
}

/** SNS tells the key which topic it encrypts for. */
function toldToKey(action: string, resource: string): Record<string, string> {
  return action === 'sns:Publish' ? { 'kms:EncryptionContext:aws:sns:topicArn': resource } : {};
}

function aliasKeys(stage: readonly DeployedResource[], key: DeployedResource): Record<string, string[]> {
  const aliases = aliasesOf(stage, key);
  return aliases.length === 0 ? {} : { 'kms:ResourceAliases': aliases };
}

function keyOf(stage: readonly DeployedResource[], arn: string): DeployedResource | undefined {
  const store = stage.find((resource) => isStoreOf(resource, arn));
  if (store === undefined) return undefined;
  const named = at(store.properties, 'KmsMasterKeyId') ?? at(store.properties, 'SSESpecification', 'KMSMasterKeyId')
    ?? at(store.properties, 'Replicas', 0, 'SSESpecification', 'KMSMasterKeyId')
    ?? at(store.properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration', 0, 'ServerSideEncryptionByDefault', 'KMSMasterKeyID');
  if (typeof named !== 'string' || /alias\/aws\//.test(named)) return undefined;
  const key = stage.find((resource) => resource.type === 'AWS::KMS::Key' && [resource.arn, resource.name, ...aliasesOf(stage, resource).flatMap((alias) => [alias, aliasArn(resource, alias)])].includes(named));
  if (key === undefined) throw new Error(`${arn}: its key ${named} is not in the templates`);
  return key;
}

function isStoreOf({ arn, type }: DeployedResource, wanted: string): boolean {
  if (type === 'AWS::S3::Bucket') return wanted === arn || wanted.startsWith(`${arn}/`);
  if (type === 'AWS::DynamoDB::Table' || type === 'AWS::DynamoDB::GlobalTable') return wanted === arn || wanted.startsWith(`${arn}/index/`);
  return ['AWS::SQS::Queue', 'AWS::SNS::Topic'].includes(type) && wanted === arn;
}

function aliasesOf(stage: readonly DeployedResource[], key: DeployedResource): string[] {
  return stage
    .filter(({ type, properties }) => type === 'AWS::KMS::Alias' && [key.name, key.arn].includes(String(properties['TargetKeyId'])))
    .map(({ properties }) => String(properties['AliasName']));
}

function aliasArn(key: DeployedResource, alias: string): string {
  return key.arn.replace(/key\/.*/, alias);
}
