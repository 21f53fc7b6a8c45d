import { deployedStage, type DeployedResource } from '../templates/deployed-stage.ts';
import { allRules, verdictOf } from './all-rules.ts';
import { at, listOf } from './rule.ts';

type Properties = Record<string, unknown>;

interface Spoiled {
  /** Subjects and demand of the rule that has to notice. */
  rule: string;
  what: string;
  type: string;
  /** The logical id, where not every resource of the type will do. */
  logicalId?: string;
  spoil: (properties: Properties) => unknown;
}

const firstStatement = (properties: Properties): Properties => listOf(at(properties, 'Policies', 0, 'PolicyDocument', 'Statement'))[0] as Properties;
const policyStatements = (properties: Properties): Properties[] => listOf(at(properties, 'PolicyDocument', 'Statement')) as Properties[];
const target = (properties: Properties): Properties => at(properties, 'Targets', 0) as Properties;

// One thing is spoiled in the real templates of dev; the rule that is named has to find exactly one fault more.
const cases: Spoiled[] = [
  { rule: 'buckets closed to the public', what: 'a bucket opens its policy', type: 'AWS::S3::Bucket', logicalId: 'RunsBucket', spoil: (bucket) => ((bucket['PublicAccessBlockConfiguration'] as Properties)['BlockPublicPolicy'] = false) },
  { rule: 'buckets, queues and topics open to TLS only', what: 'a bucket policy forgets TLS', type: 'AWS::S3::BucketPolicy', logicalId: 'RunsBucketPolicy', spoil: (policy) => policyStatements(policy).forEach((statement) => (statement['Condition'] = {})) },
  { rule: 'tables with point-in-time recovery', what: 'a table cannot be restored', type: 'AWS::DynamoDB::Table', spoil: (table) => delete table['PointInTimeRecoverySpecification'] },
  { rule: 'buckets of data with versions', what: 'a bucket keeps no versions', type: 'AWS::S3::Bucket', logicalId: 'RunsBucket', spoil: (bucket) => delete bucket['VersioningConfiguration'] },
  { rule: 'queues with a dead-letter queue', what: 'a queue loses its dead-letter queue', type: 'AWS::SQS::Queue', logicalId: 'ControlQueue', spoil: (queue) => delete queue['RedrivePolicy'] },
  { rule: 'targets of rules with a dead-letter queue', what: 'a target loses its dead-letter queue', type: 'AWS::Events::Rule', logicalId: 'ControlRuleApproval', spoil: (rule) => delete target(rule)['DeadLetterConfig'] },
  { rule: 'log groups with a retention', what: 'a log group keeps everything', type: 'AWS::Logs::LogGroup', spoil: (group) => delete group['RetentionInDays'] },
  { rule: 'functions with a log group of the templates', what: 'a log group has another name', type: 'AWS::Logs::LogGroup', spoil: (group) => (group['LogGroupName'] = 'other') },
  { rule: 'statements that allow without a wildcard action', what: 'a role may do all of S3', type: 'AWS::IAM::Role', spoil: (role) => (firstStatement(role)['Action'] = ['s3:*']) },
  { rule: 'statements of roles that name their resources', what: 'a role may act on everything', type: 'AWS::IAM::Role', spoil: (role) => (firstStatement(role)['Resource'] = '*') },
  { rule: 'statements that admit others bound to a source', what: 'a queue admits every rule', type: 'AWS::SQS::QueuePolicy', spoil: (policy) => delete policyStatements(policy)[0]!['Condition'] },
  { rule: 'roles with policies of their own only', what: 'a role gets a policy of AWS', type: 'AWS::IAM::Role', spoil: (role) => (role['ManagedPolicyArns'] = ['arn:aws:iam::aws:policy/AdministratorAccess']) },
  { rule: 'policies of a type that is read', what: 'a policy lies where nobody reads it', type: 'AWS::DynamoDB::Table', spoil: (table) => (table['ResourcePolicy'] = { Statement: [] }) },
];

let dev: DeployedResource[];

beforeAll(async () => {
  dev = await deployedStage('dev');
}, 180_000);

function ruleOf(name: string) {
  const rule = allRules.find(({ subjects, demand }) => `${subjects} ${demand}` === name);
  if (rule === undefined) throw new Error(`found no rule "${name}"`);
  return rule;
}

/** The stage again, with one resource spoiled. */
function spoiled({ type, logicalId, spoil }: Spoiled): DeployedResource[] {
  const copy = structuredClone(dev);
  const resource = copy.find((one) => one.type === type && one.stack !== 'spoke' && (logicalId === undefined || one.logicalId === logicalId));
  if (resource === undefined) throw new Error(`found no ${type} ${String(logicalId)} in dev`);
  spoil(resource.properties);
  return copy;
}

describe('a fault is noticed when', () => {
  it.each(cases)('$what', (one) => {
    const rule = ruleOf(one.rule);
    const [before, after] = [dev, spoiled(one)].map((stage) => new Set(verdictOf(rule, stage).faults.map((fault) => fault.split(': ')[0])));
    expect([...after!].filter((subject) => !before!.has(subject))).toHaveLength(1);
  });
});
