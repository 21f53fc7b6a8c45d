import type { DeployedResource } from '../templates/deployed-stage.ts';
import { storesOfCode, storesUnderKeyOfS3 } from './reviewed.ts';
import { at, eachOf, judged, label, listOf, ofType, type PolicyRule, shown } from './rule.ts';
import { actionsOf, resourcesOf, statementsOf, type PlacedStatement } from './statements.ts';

const PUBLIC_ACCESS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

function publicAccess({ properties }: DeployedResource): string | undefined {
  const open = PUBLIC_ACCESS.filter((name) => String(at(properties, 'PublicAccessBlockConfiguration', name)) !== 'true');
  return open.length === 0 ? undefined : `does not set ${open.join(', ')}`;
}

/** The customer-managed key of a store; undefined when another key or none encrypts it. */
const keyOf: Record<string, (properties: Record<string, unknown>) => unknown> = {
  'AWS::SQS::Queue': (properties) => properties['KmsMasterKeyId'],
  'AWS::SNS::Topic': (properties) => properties['KmsMasterKeyId'],
  'AWS::DynamoDB::Table': (properties) =>
    at(properties, 'SSESpecification', 'SSEEnabled') === true ? at(properties, 'SSESpecification', 'KMSMasterKeyId') : undefined,
  'AWS::DynamoDB::GlobalTable': (properties) =>
    at(properties, 'SSESpecification', 'SSEEnabled') === true ? at(properties, 'Replicas', 0, 'SSESpecification', 'KMSMasterKeyId') : undefined,
  'AWS::S3::Bucket': (properties) => at(encryption(properties), 'KMSMasterKeyID'),
  'AWS::Logs::LogGroup': (properties) => properties['KmsKeyId'],
};

function encryption(properties: Record<string, unknown>): unknown {
  return at(properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration', 0, 'ServerSideEncryptionByDefault');
}

function ownKey(resource: DeployedResource): string | undefined {
  const { type, logicalId, properties } = resource;
  if (`${type} ${logicalId}` in storesUnderKeyOfS3) return encryption(properties) === undefined ? 'is not encrypted' : undefined;
  const key = keyOf[type]?.(properties);
  const isOwn = typeof key === 'string' && key !== '' && !/^(arn:.*:)?alias\/aws\//.test(key);
  return isOwn ? undefined : `found ${shown(key)} as its key, expected a customer-managed one`;
}

// The policy of a topic takes no `sns:*`; what others can do with a topic is to publish.
const EVERYTHING_THERE = /^((s3|sqs|sns):\*|sns:Publish)$/i;

const TLS_SUBJECTS = ['AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::SNS::Topic'];

/** Refused for everybody, whatever they do, when the connection is not encrypted. */
function isTlsOnly({ statement }: PlacedStatement): boolean {
  const { Effect, Principal, Condition } = statement;
  const everybody = Principal === '*' || at(Principal, 'AWS') === '*';
  return Effect === 'Deny' && everybody && String(at(Condition, 'Bool', 'aws:SecureTransport')) === 'false' && actionsOf(statement).some((action) => EVERYTHING_THERE.test(action));
}

function tlsOnly(stage: readonly DeployedResource[]) {
  const covered = new Set(statementsOf(stage).filter(isTlsOnly).flatMap(({ statement }) => resourcesOf(statement)));
  return ofType(stage, ...TLS_SUBJECTS).map((resource) => {
    const needed = resource.type === 'AWS::S3::Bucket' ? [resource.arn, `${resource.arn}/*`] : [resource.arn];
    const missing = needed.filter((arn) => !covered.has(arn));
    return judged(label(resource), missing.length === 0 ? undefined : `no policy refuses unencrypted connections to ${missing.join(' and ')}`);
  });
}

const isData = ({ type, logicalId }: DeployedResource): boolean => !(`${type} ${logicalId}` in storesOfCode);

function tagsOfData({ properties }: DeployedResource): string | undefined {
  const tags = listOf(properties['Tags'] ?? at(properties, 'Replicas', 0, 'Tags')).map((tag) => at(tag, 'Key'));
  const missing = ['data-classification', 'retention'].filter((key) => !tags.includes(key));
  return missing.length === 0 ? undefined : `has no tag ${missing.join(' and ')}`;
}

const TABLES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];

function pointInTime({ properties }: DeployedResource): string | undefined {
  const specification = properties['PointInTimeRecoverySpecification'] ?? at(properties, 'Replicas', 0, 'PointInTimeRecoverySpecification');
  return at(specification, 'PointInTimeRecoveryEnabled') === true ? undefined : `found ${shown(specification)} as PointInTimeRecoverySpecification`;
}

function kept({ deletionPolicy }: DeployedResource): string | undefined {
  return deletionPolicy === 'RetainExceptOnCreate' ? undefined : `found ${shown(deletionPolicy)} as DeletionPolicy`;
}

export const storeRules: readonly PolicyRule[] = [
  { subjects: 'buckets', demand: 'closed to the public', judge: eachOf(['AWS::S3::Bucket'], publicAccess) },
  { subjects: 'stores', demand: 'encrypted by a customer-managed key', judge: eachOf(Object.keys(keyOf), ownKey) },
  { subjects: 'buckets, queues and topics', demand: 'open to TLS only', judge: tlsOnly },
  {
    subjects: 'keys', demand: 'rotated each year',
    judge: eachOf(['AWS::KMS::Key'], ({ properties }) => (properties['EnableKeyRotation'] === true ? undefined : `found ${shown(properties['EnableKeyRotation'])} as EnableKeyRotation`)),
  },
  { subjects: 'tables', demand: 'with point-in-time recovery', judge: eachOf(TABLES, pointInTime) },
  {
    subjects: 'tables of staging and prod', demand: 'kept when the stack is removed',
    judge: (stage) => eachOf(TABLES, kept)(stage.filter((resource) => resource.stage !== 'dev')),
  },
  {
    subjects: 'buckets of data', demand: 'with versions',
    judge: (stage) => eachOf(['AWS::S3::Bucket'], ({ properties }) => (at(properties, 'VersioningConfiguration', 'Status') === 'Enabled' ? undefined : 'keeps no versions'))(stage.filter(isData)),
  },
  {
    subjects: 'tables and buckets of data', demand: 'tagged with classification and retention',
    judge: (stage) => eachOf([...TABLES, 'AWS::S3::Bucket'], tagsOfData)(stage.filter(isData)),
  },
];
